# Everything a developer starts. docs/operations.md says what each promises.
.PHONY: run test lint bench clean

run:
	@bin/set-up && exec .venv/bin/python manage.py quickstart

test:
	@bin/set-up tests && exec .venv/bin/python -m stsapp.embedded pytest $(ARGS)

lint:
	@bin/set-up tests && exec .venv/bin/python -m stsapp.embedded bin/lint

bench:
	@bin/set-up bench && exec .venv/bin/python -m stsapp.embedded python bench/run.py $(ARGS)

clean:
	@if [ -x .venv/bin/python ]; then .venv/bin/python -m stsapp.embedded --stop || true; fi
	@if [ -f var/elsewhere ]; then rm -rf "$$(cat var/elsewhere)"; fi
	rm -rf var .venv
