from bench.client import Client


def test_a_form_is_sent_with_the_cookies_and_the_token_of_its_page():
    client = Client(8000, sessionid="abc")
    client.token = "t0ken"
    sent = client.post("/save/", {"answer": 3, "note": "a b"}, status=200).data
    head, body = sent.decode().split("\r\n\r\n")
    assert head.splitlines()[0] == "POST /save/ HTTP/1.1"
    assert "Cookie: sessionid=abc" in head.splitlines()
    assert f"Content-Length: {len(body)}" in head.splitlines()
    assert body == "csrfmiddlewaretoken=t0ken&answer=3&note=a+b"
