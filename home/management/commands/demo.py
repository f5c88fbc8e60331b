from django.core.management.base import BaseCommand, CommandError

from home import demo


class Command(BaseCommand):
    help = "Makes invented organizations with submitted checks and plans; the same for the same seed."

    def add_arguments(self, parser):
        parser.add_argument("--grantees", type=int, default=0, help="how many organizations beside the main one")
        parser.add_argument("--cycles", type=int, default=1, help="submitted checks of each organization")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, grantees, cycles, seed, **options):
        if not 0 <= grantees <= 20_000 or not 0 <= cycles <= 10:
            raise CommandError("Use 0 to 20000 grantees and 0 to 10 cycles.", returncode=2)
        organizations = demo.build(grantees=grantees, cycles=cycles, seed=seed)
        self.stdout.write(f"{len(organizations)} organizations. People of the first one:")
        for membership in organizations[0].memberships.select_related("user").order_by("pk"):
            self.stdout.write(f"  {membership.user.email}  {demo.PASSWORD}  ({membership.get_role_display().lower()})")
