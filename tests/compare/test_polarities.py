"""Whether: an assertion and a denial in the same or in other words, and nothing else."""

from collections.abc import Callable

import pytest

from variorum.model.record import Claim

Claims = Callable[..., list[Claim]]


def test_a_denial_in_other_words(claims: Claims) -> None:
    (claim,) = claims(
        "polarity",
        "Borduria also consented to pull three gunboats out of the lake, the envoy added.",
        "Borduria did not agree to withdraw any gunboat from the lake, a diplomat said.",
    )
    assert claim.verdict == "conflict"
    assert claim.question == "Did Borduria consent to pull three gunboats out of the lake?"
    assert {r.value for r in claim.readings} == {"happened", "did not happen"}
    assert claim.why == "one account tells it as a fact, another says that it was not so"


def test_a_sentence_answers_once_and_who_agreed_with_somebody_does_not_answer(claims: Claims) -> None:
    (claim,) = claims(
        "polarity",
        "Borduria also agreed to withdraw three gunboats from the lake, the envoy said.",
        "Borduria denied that it had agreed to pull its gunboats out of the lake.",
        "Everybody is tired, the Syldavian minister said. The Bordurian minister agreed with him on that much.",
    )
    assert {r.value: r.articles for r in claim.readings}.keys() == {"happened", "denied"}
    assert all(len(r.articles) == 1 for r in claim.readings)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The militia killed a Bordurian contractor in Klow.", "No Bordurian soldiers were killed in the raid."),
        ("Borduria may withdraw three gunboats from the lake.", "Borduria did not withdraw gunboats from the lake."),
        ("Borduria closed the port of Klow in May.", "Borduria did not close the port of Klow again."),
        ("Syldavia praised the treaty on cod.", "Syldavia had nothing but praise for the treaty on cod."),
        ("Borduria delayed the visit of its minister to Klow.", "The visit of the minister to Klow was cancelled."),
        ("Borduria agreed to release the sailors.", "Borduria did not agree to withdraw the gunboats."),
        ("Both sides can reach a fair agreement.", "The sides failed to reach an agreement."),
        ("Police arrested 40 dockworkers in Klow after a strike over pay turned violent, a ministry said.",
         "The union denied that the strike had turned violent."),
    ],
)  # fmt: skip
def test_no_denial(claims: Claims, first: str, second: str) -> None:
    assert not claims("polarity", first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The lawyer called five witnesses.", "The lawyer was not allowed to call a single witness."),
        ("The factory in Klow will be shut by Voltan in May.", "Voltan has no plans to close the factory in Klow."),
        ("Police expelled Bishop Anton Klee from Borduria.", "Bishop Anton Klee was not deported from Borduria."),
        ("The editor confessed to theft.", "The editor confessed to nothing, her lawyer said."),
        ("Anton Lukic met the rebels in Klow on Monday.", "Anton Lukic called off the meeting with the rebels."),
        ("The police arrested twelve dockworkers in Klow.", "Nobody was arrested, a minister said."),
        ("Anton Lukic resigned as mayor of Klow.", "Anton Lukic remains in office as mayor of Klow."),
        ("A bomb damaged the bridge at Klow.", "No bomb could have damaged the bridge at Klow, a general said."),
    ],
)  # fmt: skip
def test_a_denial_by_other_means(claims: Claims, first: str, second: str) -> None:
    (claim,) = claims("polarity", first, second)
    assert claim.verdict == "conflict"


@pytest.mark.parametrize(
    ("first", "second", "question"),
    [
        ("Anton Lukic resigned on Friday, his office said.", "Anton Lukic denied reports that he had resigned.",
         "Did Anton Lukic resign on Friday?"),
        ("Borduria has accepted the offer of rescue teams.", "Borduria has not accepted the offer of rescue teams.",
         "Has Borduria accepted the offer of rescue teams?"),
        ("Police had used tear gas in the square of Klow.", "Police fired no tear gas in Klow, a spokeswoman said.",
         "Had police used tear gas in the square of Klow?"),
    ],
)  # fmt: skip
def test_a_denial_takes_many_forms(claims: Claims, first: str, second: str, question: str) -> None:
    (claim,) = claims("polarity", first, second)
    assert claim.verdict == "conflict"
    assert claim.question in (question, question.replace("Had police used", "Did police use"),
                              question.replace("Has Borduria accepted", "Did Borduria accept"))  # fmt: skip


def test_what_was_not_to_be_and_came_about_is_an_update(claims: Claims) -> None:
    (claim,) = claims(
        "polarity",
        "Finance Minister Anton Lukic said that he would not resign.",
        "Finance Minister Anton Lukic resigned on Thursday.",
    )
    assert claim.verdict == "updated"
    assert {r.value for r in claim.readings} == {"is not to happen", "happened"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Anton Lukic was arrested on Friday.", "The ministry called reports of the arrest of Anton Lukic a lie."),
        ("Soldiers killed a fisherman in Klow.", "Not one fisherman was killed in Klow, a colonel said."),
        ("Anton Lukic asked the ambassador to leave Klow.", "Anton Lukic did not ask the ambassador to leave."),
        ("Syldavia voted against the treaty.", "Reports that Syldavia had voted against the treaty are wrong."),
    ],
)  # fmt: skip
def test_reports_are_untrue_and_not_one_is_none(claims: Claims, first: str, second: str) -> None:
    (claim,) = claims("polarity", first, second)
    assert claim.verdict == "conflict"


def test_an_account_in_other_words_is_a_witness(claims: Claims) -> None:
    (claim,) = claims(
        "polarity",
        "The delegation of Borduria left the conference hall on Monday evening in protest.",
        "Tempers rose when the delegation of Borduria walked out of the conference hall on Monday.",
        "The envoy of Borduria denied that the delegation had left the conference hall.",
    )
    assert [(r.value, r.accounts) for r in claim.readings] == [("happened", 2), ("denied", 1)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Norway voted against the treaty.", "Denmark did not vote against the treaty."),
        ("Syldavia voted for the treaty.", "Syldavia did not vote against the treaty."),
        ("The treaty would be signed on Friday.", "Denmark said that it would never sign the treaty."),
        ("A fund that is to build sea walls was set up.", "Three dollars do not build a sea wall."),
    ],
)  # fmt: skip
def test_another_doer_or_side_is_not_denied(claims: Claims, first: str, second: str) -> None:
    assert not claims("polarity", first, second)


def test_what_one_says_will_be_and_another_will_not(claims: Claims) -> None:
    (claim,) = claims(
        "polarity",
        "Her lawyer, Pavel Ruhr, said that Anna Solen would appeal by Monday.",
        "Anna Solen will not appeal, her lawyer Pavel Ruhr told reporters.",
    )
    assert {r.value for r in claim.readings} == {"is to happen", "is not to happen"}
    assert claim.verdict == "conflict"
    assert claim.why == "one account says that it is to be, another that it is not"


def test_what_has_to_be_done_is_not_done(claims: Claims) -> None:
    found = claims(
        "polarity",
        "Parliament has to ratify the treaty with Syldavia by 1 October.",
        "Parliament has not ratified the treaty with Syldavia.",
    )
    assert all(claim.verdict != "conflict" for claim in found)


def test_a_question_says_what_was_accepted(claims: Claims) -> None:
    found = claims(
        "polarity",
        "Syldavia has accepted that it must compensate the villages, the minister told parliament.",
        "The minister denied that Syldavia had agreed to compensate the villages.",
    )
    assert all(len(claim.question.split()) > 3 for claim in found)


def test_verbs_that_say_little_do_not_deny_each_other(claims: Claims) -> None:
    found = claims(
        "polarity",
        "The minister said that Syldavia does not need anybody's permission to fill the dam.",
        "Syldavia wants to fill the dam from July.",
    )
    assert all(claim.verdict != "conflict" for claim in found)


def test_opposites_are_asked_once(claims: Claims) -> None:
    found = claims(
        "polarity",
        "Minister Lukic accepted an invitation to visit the dam, Borduria said.",
        "Lukic rejected an invitation to inspect the dam.",
    )
    assert len(found) == 1
    assert found[0].verdict == "conflict"


def test_to_dismiss_a_wish_denies_nothing_that_was_told(claims: Claims) -> None:
    found = claims(
        "polarity",
        "The defence secretary dismissed Syldavia's aspirations to join the Northern League.",
        "The president echoed the sentiment that Syldavia's membership in the Northern League is unrealistic.",
    )
    assert found == []


def test_a_question_says_what_something_was(claims: Claims) -> None:
    (claim,) = claims(
        "polarity",
        "The trial of Jorun Solen was political, opposition leader Tor Wik said on Saturday.",
        "Prosecutor Lena Aas denied that the trial of Jorun Solen was political.",
    )
    assert claim.verdict == "conflict"
    assert "political" in claim.question


def test_two_things_in_one_article_are_no_conflict(claims: Claims) -> None:
    text = (
        "Borduria and Syldavia agreed on Tuesday to end the dispute over the strait. "
        "Borduria rejects arbitration and did not agree to end the dispute over the islands."
    )
    assert not [c for c in claims("polarity", text) if c.verdict == "conflict"]


@pytest.mark.parametrize(
    ("first", "second", "question"),
    [
        (
            "Colleagues, the strike at the Klow mill has been in force since Monday.",
            "The strike at the Klow mill was never in force, the owner said.",
            "Was the strike at the Klow mill in force",
        ),
        (
            "The guard of the Klow mill was pulled out of his lodge and lies in hospital.",
            "The guard of the Klow mill does not lie in hospital, the owner said.",
            "Does the guard of the Klow mill lie in hospital",
        ),
        (
            "All bags at Klow airport had been searched before the flight, the owner said.",
            "The bags at Klow airport had not been searched before the flight, the police said.",
            "Were all bags at Klow airport searched",
        ),
    ],
)
def test_questions_are_english(claims: Claims, first: str, second: str, question: str) -> None:
    (claim,) = claims("polarity", first, second)
    assert claim.question.startswith(question)


def test_a_denial_of_something_near_does_not_take_the_witnesses(claims: Claims) -> None:
    found = claims(
        "polarity",
        "The Bordurian delegation left the hall for two hours on Monday evening in protest against the loss of the "
        "ban, two diplomats said.",
        "The Bordurian delegation walked out of the hall for two hours on Monday evening. Borduria is for the levy "
        "but will not give up the ban.",
        "The minister denied that the Bordurian delegation had left the hall in protest.",
    )
    asked = [c for c in found if "hall" in c.question]
    assert [{r.value: len(r.articles) for r in c.readings} for c in asked] == [{"happened": 2, "denied": 1}]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Borduria recalled its ambassador from Klow on Monday, a spokeswoman said.",
            "Borduria has not recalled its ambassador from Klow, a deputy minister said.",
        ),
        (
            "The inspectors warned the government in February, the newspaper Standard said.",
            "The inspectors did not warn the government, a minister said.",
        ),
        (
            "Eleven people were injured when police used tear gas against protesters at the gate of the conference.",
            "The police said that no tear gas was used at the gate of the conference.",
        ),
        (
            "The police stopped the march of the farmers at the bridge.",
            "The police did not stop the march of the farmers, said the mayor.",
        ),
    ],
)
def test_verbs_of_saying_and_refusing_tell_deeds(claims: Claims, first: str, second: str) -> None:
    (claim,) = claims("polarity", first, second)
    assert claim.verdict == "conflict"


def test_who_stops_to_help_does_not_refuse_to(claims: Claims) -> None:
    assert not claims(
        "polarity",
        "The crew of the tanker helped the sailors of the trawler on Monday.",
        "The crew of the tanker stopped to help the sailors of the trawler.",
    )
