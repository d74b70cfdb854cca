#!/usr/bin/env python3
"""Ours beside hashcards and Anki, measured in turn in one run: benches/peers.py [--in DIR] [--hashcards PROGRAM] [N ..]

Needs a release build (`cargo build --release`). The cards and the past of ours are those of `benches/scale.rs`, which makes them in
DIR/N when they are not there yet; the others get the same questions. hashcards is taken from PATH (`cargo install hashcards`), Anki
from the Python that runs this (`pip install anki`); what is missing is left out, and ours is measured all the same.

A ratio is ours over theirs: below 1 we are faster. Medians; compare ratios, not times of another day.
"""

import argparse
import http.client
import importlib.util
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ROOT / "target/release/jmrel-quiz"
NOW = "2026-11-24T09:00:00+00:00"
ANSWERS = 200


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--in", dest="folder", type=Path, default=ROOT / "target/peers")
    parser.add_argument("--hashcards", default=shutil.which("hashcards"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--anki-child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.anki_child:
        anki_child(*options.anki_child)
        return
    if not OURS.exists():
        sys.exit("there is no release build; run: cargo build --release")
    peers = [Ours]
    if options.hashcards:
        peers.append(lambda place: Hashcards(place, options.hashcards))
    else:
        print("hashcards is not installed; it is left out")
    if importlib.util.find_spec("anki"):
        peers.append(Anki)
    else:
        print("Anki is not installed for this Python; it is left out")
    for size in options.sizes:
        measure(size, options.folder.resolve() / str(size), peers, options.runs)


def measure(size, place, peers, runs):
    if not (place / "progress").exists():
        command = ["cargo", "bench", "--bench", "scale", "--", "--in", place.parent, size]
        subprocess.run([str(word) for word in command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    peers = [peer(place) for peer in peers]
    print(f"\n{size} cards")
    for what in ("start", "check", "answer", "stats"):
        times = {peer: [] for peer in peers if hasattr(peer, what)}
        # Once without a count: what a program makes for itself at its very first start is there from then on.
        for peer in times:
            getattr(peer, what)()
        for _ in range(runs):
            # In turn: whatever else the machine does meets all of them.
            for peer, of_peer in times.items():
                of_peer += getattr(peer, what)()
        report(what, times)


def report(what, times):
    words = {
        "start": "start to the first question",
        "check": "check all decks",
        "answer": "an answer, saved",
        "stats": "statistics",
    }
    ours = None
    for peer, of_peer in times.items():
        if not of_peer:
            print(f"  {words[what]:28} {peer.name:11} nothing to measure")
            continue
        median = statistics.median(of_peer)
        ours = ours or median
        ratio = "" if isinstance(peer, Ours) else f"   ours is {ours / median:.2f} of it"
        print(f"  {words[what]:28} {peer.name:11} {median * 1000:10.2f} ms{ratio}")


def seconds(command):
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


class Ours:
    name = "jmrel-quiz"

    def __init__(self, place):
        self.place = place

    def command(self, *words, progress=None):
        progress = progress or self.place / "progress"
        return [OURS, *words, "--now", NOW, "--seed", "7", "--decks", self.place / "decks", "--progress", progress]

    def session(self, progress=None):
        command = self.command("study", "--json", progress=progress)
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)

    def start(self):
        began = time.perf_counter()
        process = self.session()
        process.stdout.readline()
        took = time.perf_counter() - began
        process.communicate()
        return [took]

    def check(self):
        return [seconds(self.command("check"))]

    def stats(self):
        return [seconds(self.command("stats"))]

    def answer(self):
        times = []
        with tempfile.TemporaryDirectory(dir=self.place) as folder:
            copy = Path(folder) / "progress"
            shutil.copytree(self.place / "progress", copy)
            # Else an answer waits until the copy has reached the disk.
            os.sync()
            process = self.session(copy)
            process.stdout.readline()
            while len(times) < ANSWERS:
                began = time.perf_counter()
                process.stdin.write("?\n")
                process.stdin.flush()
                event = json.loads(process.stdout.readline() or "null")
                if event is None or event["event"] == "summary":
                    break
                if event["event"] == "verdict":
                    times.append(time.perf_counter() - began)
                    process.stdout.readline()
            process.communicate()
        return times


def questions(place):
    """The questions and answers of our decks, as they stand in the lines."""
    value = re.compile(r"^ +(?:- )?(prompt|answer|date|number|cloze): *\"?(.*?)\"?$")
    for deck in sorted((place / "decks").glob("*.yaml")):
        prompt = None
        for line in deck.read_text().splitlines():
            found = value.match(line)
            if not found:
                continue
            key, text = found.groups()
            if key == "cloze":
                gap = re.search(r"\{\{(.*?)\}\}", text)
                yield deck.stem, text.replace(gap.group(0), "_____"), gap.group(1)
            elif key == "prompt":
                prompt = text
            elif prompt:
                yield deck.stem, prompt, text
                prompt = None


class Hashcards:
    """It keeps the answers of a session until its end, so there is no saved answer to time."""

    name = "hashcards"

    def __init__(self, place, program):
        self.program = program
        self.folder = place / "hashcards"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        decks = {}
        for number, (deck, question, answer) in enumerate(questions(place)):
            # Equal cards would be one card to it.
            decks.setdefault(deck, []).append(f"Q: {question} ({number})\nA: {answer}\n")
        for deck, cards in decks.items():
            (self.folder / f"{deck}.md").write_text("\n---\n\n".join(cards))

    def start(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        began = time.perf_counter()
        command = [self.program, "drill", "--open-browser", "false", "--port", str(port), self.folder]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port)
                connection.request("GET", "/")
                connection.getresponse().read()
                break
            except OSError:
                time.sleep(0.002)
        took = time.perf_counter() - began
        process.terminate()
        process.wait()
        return [took]

    def check(self):
        return [seconds([self.program, "check", self.folder])]

    def stats(self):
        return [seconds([self.program, "stats", "--format", "json", self.folder])]


class Anki:
    """Its backend without its window, each time in a Python of its own; the start counts from the opened file on."""

    name = "Anki"

    def __init__(self, place):
        self.file = place / "anki.anki2"
        self.child("make", place)

    def child(self, task, place=None):
        command = [sys.executable, __file__, "--anki-child", task, place or self.file]
        output = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True)
        return json.loads(output.stdout.splitlines()[-1])

    def start(self):
        return self.child("start")

    def answer(self):
        return self.child("answer")

    def stats(self):
        return self.child("stats")


def anki_child(task, path):
    from anki.collection import Collection

    if task == "make":
        make_anki(Path(path))
        print("[]")
        return
    began = time.perf_counter()
    collection = Collection(path)
    times = []
    if task == "start":
        collection.sched.get_queued_cards(fetch_limit=1)
        times.append(time.perf_counter() - began)
    elif task == "stats":
        began = time.perf_counter()
        collection._backend.graphs(search="deck:current", days=365)
        times.append(time.perf_counter() - began)
    else:
        answer_anki(collection, times)
    collection.close()
    print(json.dumps(times))


def answer_anki(collection, times):
    from anki.cards import Card

    while len(times) < ANSWERS:
        queued = collection.sched.get_queued_cards(fetch_limit=1)
        if not queued.cards:
            break
        card = Card(collection)
        card._load_from_backend_card(queued.cards[0].card)
        card.start_timer()
        answer = collection.sched.build_answer(card=card, states=queued.cards[0].states, rating=2)
        began = time.perf_counter()
        collection.sched.answer_card(answer)
        times.append(time.perf_counter() - began)


def make_anki(place):
    """The same questions, each with ten reviews; about one in twelve is due."""
    from anki.collection import AddNoteRequest, Collection

    for old in place.glob("anki.anki2*"):
        old.unlink()
    collection = Collection(str(place / "anki.anki2"))
    basic = collection.models.by_name("Basic")
    deck = collection.decks.id("Default")
    requests = []
    for _, question, answer in questions(place):
        note = collection.new_note(basic)
        note["Front"], note["Back"] = question, answer
        requests.append(AddNoteRequest(note=note, deck_id=deck))
    collection.add_notes(requests)
    configuration = collection.decks.config_dict_for_deck_id(deck)
    configuration["rev"]["perDay"] = 9999
    collection.decks.update_config(configuration)
    today, cards = collection.sched.today, collection.db.list("select id from cards order by id")
    past, log = [], []
    stamp = int(time.time() * 1000) - 300 * 86_400_000
    for number, card in enumerate(cards):
        interval = 10 + number * 7919 % 300
        late = -(number % 12) if number % 12 else 1
        past.append((today - late, interval, card))
        for review in range(10):
            stamp += 1
            log.append((stamp, card, -1, 3, interval, interval // 2, 2500, 4000, 1))
    collection.db.executemany("update cards set type = 2, queue = 2, due = ?, ivl = ?, reps = 10, factor = 2500 where id = ?", past)
    collection.db.executemany("insert into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)", log)
    collection.close()


if __name__ == "__main__":
    main()
