using GroupChat.Agents.Grounding.Transcripts;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Grounding.Transcripts;

public sealed class TranscriptTests
{
    [Fact]
    public async Task Extend_TurnAfterTurn_EachPromptBeginsWithTheOneBefore()
    {
        using var keeping = new Keeping();
        keeping.Room.Say("Good morning", "bob");
        var tea = keeping.Room.Store("Tea is served at four.", "menu");
        var first = await keeping.AskAsync("@assistant when is tea?", tea);
        keeping.Room.Say("“Tea is served at four.” [1]", "agent:assistant", agent: true, new Dictionary<int, string> { [1] = tea.PassageId });
        keeping.Restart();
        var second = await keeping.AskAsync("@assistant and coffee?", keeping.Room.Store("Coffee is at ten.", "menu"), tea);

        Assert.StartsWith(Keeping.Bytes(first.Messages), Keeping.Bytes(second.Messages), StringComparison.Ordinal);
        Assert.Empty(second.Compactions);
        Assert.Equal(
            [ChatRole.System, ChatRole.User, ChatRole.User, ChatRole.User, ChatRole.Assistant, ChatRole.User, ChatRole.User],
            second.Messages.Select(static message => message.Role));
        Assert.Equal("when is tea?", second.Messages[3].Text);
        Assert.Contains("[2] menu\nCoffee", Keeping.Bytes(second.Messages), StringComparison.Ordinal);
        Assert.Equal(["menu.1"], second.ReadNow);
        Assert.Equal(3, second.SaidCount);
    }

    /// <summary>Markers of an answer count its own citations; in a prompt they say again which passage it was.</summary>
    [Fact]
    public async Task Extend_OwnAnswers_NameTheirPassagesByTheNumbersOfThePrompt()
    {
        using var keeping = new Keeping();
        var passages = Enumerable.Range(0, 4).Select(number => keeping.Room.Store($"Fact {number}.", "facts")).ToList();
        await keeping.AskAsync("facts?", passages);
        keeping.Room.Say("“Fact 2.” [1] so [9]", "agent:assistant", agent: true, new Dictionary<int, string> { [1] = passages[2].PassageId, [9] = "gone" });
        var prompt = await keeping.AskAsync("more?");
        Assert.Equal("“Fact 2.” [3] so ", prompt.Messages.Single(static message => message.Role == ChatRole.Assistant).Text);
    }

    [Fact]
    public async Task Extend_TheSameTurnAgain_ReadsTheSame()
    {
        using var keeping = new Keeping();
        var question = keeping.Room.Say("when is tea?");
        var tea = keeping.Room.Store("Tea is served at four.", "menu");
        var first = await keeping.AskAsync(question, tea);
        var later = await keeping.AskAsync("and coffee?");
        var again = await keeping.AskAsync(question, keeping.Room.Store("Coffee is at ten.", "menu"));
        var latest = await keeping.AskAsync("and cake?");

        Assert.Equal(Keeping.Bytes(first.Messages), Keeping.Bytes(again.Messages));
        Assert.StartsWith(Keeping.Bytes(later.Messages), Keeping.Bytes(latest.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extend_AfterADeletion_TheTextIsGoneAndItIsNoted()
    {
        using var keeping = new Keeping();
        var secret = keeping.Room.Say("The secret is xyzzy.", "bob");
        var tea = keeping.Room.Store("Tea is served at four.", "menu");
        await keeping.AskAsync("when is tea?", tea);
        keeping.Room.Delete(secret.MessageId);
        keeping.Room.DeleteDocument("menu");
        var prompt = await keeping.AskAsync("and coffee?");

        Assert.DoesNotContain("xyzzy", Keeping.Bytes(prompt.Messages), StringComparison.Ordinal);
        Assert.DoesNotContain("Tea is served", Keeping.Bytes(prompt.Messages), StringComparison.Ordinal);
        Assert.Equal([CompactionReason.MessageGone, CompactionReason.DocumentGone], prompt.Compactions.Select(static one => one.Reason));
        Assert.Empty((await keeping.AskAsync("and cake?")).Compactions);
    }

    [Fact]
    public async Task Extend_ManyTurnsAtOnce_EachTakesAPlaceAndNoneIsLost()
    {
        using var keeping = new Keeping();
        var questions = Enumerable.Range(0, 6).Select(number => keeping.Room.Say($"question {number}?")).ToList();
        await Task.WhenAll(questions.Select(question => keeping.AskAsync(question))).Within();
        var text = Keeping.Bytes((await keeping.AskAsync("last?")).Messages);
        Assert.All(questions, question => Assert.Single(Occurrences(text, question.Text)));
    }

    /// <summary>
    /// Over random conversations: a prompt begins with the one before, to the byte, unless a compaction is noted; what was deleted or
    /// edited away is in no later prompt; and a restart changes nothing.
    /// </summary>
    [Theory]
    [InlineData(1, 100_000)]
    [InlineData(2, 100_000)]
    [InlineData(3, 700)]
    [InlineData(4, 700)]
    [InlineData(5, 1500)]
    public async Task Extend_RandomConversations_KeepThePrefixRule(int seed, int contextTokens)
    {
        using var keeping = new Keeping(contextTokens: contextTokens);
        var random = new Random(seed);
        var gone = new List<string>();
        var before = "";
        var (kept, compacted) = (0, 0);
        for (var step = 0; step < 150; step++)
        {
            Change(keeping.Room, random, step, gone);
            if (random.Next(12) == 0)
                keeping.Restart();
            if (random.Next(3) != 0)
                continue;
            var found = keeping.Room.Passages.Where(_ => random.Next(3) == 0).Take(4).ToList();
            var prompt = await keeping.AskAsync($"question number {step}?", found);
            var bytes = Keeping.Bytes(prompt.Messages);
            Assert.True(prompt.Compactions.Count > 0 || bytes.StartsWith(before, StringComparison.Ordinal), $"seed {seed}, step {step}");
            Assert.All(gone, text => Assert.False(bytes.Contains(text, StringComparison.Ordinal), $"seed {seed}, step {step}: {text}"));
            Assert.True(prompt.Size.Tokens <= contextTokens - 100, $"seed {seed}, step {step}");
            _ = prompt.Compactions.Count > 0 ? compacted++ : kept++;
            before = bytes;
        }
        Assert.True(kept > 5 && compacted > 2, $"seed {seed}: {kept} kept, {compacted} compacted");
    }

    private static void Change(ChattyRoom room, Random random, int step, List<string> gone)
    {
        switch (random.Next(14))
        {
            case 0 when room.Messages.Count > 0:
                var edited = room.Messages[random.Next(room.Messages.Count)];
                gone.Add(edited.Text);
                room.Edit(edited.MessageId, $"edited in step {step}.");
                break;
            case 1 when room.Messages.Count > 0:
                var deleted = room.Messages[random.Next(room.Messages.Count)];
                gone.Add(deleted.Text);
                room.Delete(deleted.MessageId);
                break;
            case 2:
                room.DeleteDocument($"d{random.Next(5)}");
                break;
            case 3 or 4 or 5:
                room.Store($"Passage of step {step} says so.", $"d{random.Next(5)}");
                break;
            case 6 or 7:
                room.Say($"An answer in step {step} it is.", random.Next(2) == 0 ? "agent:assistant" : "agent:critic", agent: true);
                break;
            default:
                room.Say($"Somebody says in step {step} that all is well and fine today.", $"u{random.Next(3)}");
                break;
        }
    }

    private static IEnumerable<int> Occurrences(string text, string part)
    {
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
            yield return at;
    }
}
