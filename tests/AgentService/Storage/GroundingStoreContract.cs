using GroupChat.Agents.Explanations;
using GroupChat.Agents.Feedback;
using GroupChat.Agents.Grounding.Transcripts;
using GroupChat.Agents.Storage;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Storage;

/// <summary>What the stores of transcripts, explanations and ratings promise, on each database.</summary>
public abstract class GroundingStoreContract(Func<Task<string>> backend) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<IDisposable> _opened = [];
    private AgentDatabase _database = null!;

    public async Task InitializeAsync() => _database = Open(await backend());

    public Task DisposeAsync()
    {
        _opened.Reverse();
        _opened.ForEach(opened => opened.Dispose());
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Transcripts_OfTwoWritersAtOnce_OneHasToReadAgain()
    {
        var store = new SqlTranscriptStore(_database);
        var key = new TranscriptKey("kitchen", "agent:a", "m");
        Assert.Equal((Transcript.Empty, 0), await store.FindAsync(key, default).Within());
        var wins = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => store.SaveAsync(key, new Transcript { From = number }, 0, Start, default))).Within();
        Assert.Single(wins, static won => won);
        var (was, revision) = await store.FindAsync(key, default).Within();
        Assert.Equal((Array.IndexOf(wins, true) + 1, 1), (was.From, revision));

        var next = was with { NextNumber = 9, Entries = [new(TranscriptKind.Summary, ["m1"]) { Text = "so", Hash = "h" }] };
        Assert.True(await store.SaveAsync(key, next, 1, Start, default).Within());
        Assert.False(await store.SaveAsync(key, was, 1, Start, default).Within());
        var read = (await store.FindAsync(key, default).Within()).Transcript;
        Assert.Equal((9, "so", "m1"), (read.NextNumber, read.Entries[0].Text, read.Entries[0].Ids[0]));
    }

    [Fact]
    public async Task Transcripts_WithASummary_AreListedAndForgottenByRoomOrAgent()
    {
        var store = new SqlTranscriptStore(_database);
        foreach (var (room, agent) in ((string, string)[])[("kitchen", "a"), ("kitchen", "b"), ("hall", "a")])
            await store.SaveAsync(new(room, agent, "m"), new Transcript { Entries = [new(TranscriptKind.Summary, ["m1", "m2"]) { Text = $"{room} of {agent}" }] }, 0, Start, default).Within();
        await store.SaveAsync(new("kitchen", "c", "m"), new Transcript { Entries = [new(TranscriptKind.Said, ["m1"])] }, 0, Start, default).Within();

        Assert.Equal(["kitchen of a", "kitchen of b"], (await MemoriesAsync("kitchen")).Order());
        await store.ForgetAsync("kitchen", "a", default).Within();
        Assert.Equal(["kitchen of b"], await MemoriesAsync("kitchen"));
        await store.ForgetAsync("kitchen", "", default).Within();
        Assert.Empty(await MemoriesAsync("kitchen"));
        Assert.Equal(["hall of a"], await MemoriesAsync("hall"));

        async Task<IEnumerable<string>> MemoriesAsync(string room) =>
            (await store.ListSummarizedAsync(room, default).Within()).Select(static kept => Assert.Single(kept.Transcript.Entries).Text);
    }

    [Fact]
    public async Task Transcripts_UnusedForAMonth_AreForgotten()
    {
        var store = new SqlTranscriptStore(_database);
        var (old, other) = (new TranscriptKey("kitchen", "agent:a", "m"), new TranscriptKey("hall", "agent:a", "m"));
        await store.SaveAsync(old, new Transcript { From = 7 }, 0, Start, default).Within();
        await store.SaveAsync(other, new Transcript { From = 8 }, 0, Start.AddDays(31), default).Within();
        Assert.Equal(0, (await store.FindAsync(old, default).Within()).Revision);
        Assert.Equal(1, (await store.FindAsync(other, default).Within()).Revision);
    }

    [Fact]
    public async Task Explanations_OfOneTurn_AreOfItsLastRunAndOfItsRoom()
    {
        var store = new SqlExplanationStore(_database);
        await store.SaveAsync(Of("t1", "run-1"), Start.AddDays(-30), default).Within();
        await store.SaveAsync(Of("t1", "run-2"), Start.AddDays(-30), default).Within();
        Assert.Equal("run-2", (await store.FindAsync("kitchen", "t1", default).Within())!.RunId);
        Assert.Null(await store.FindAsync("hall", "t1", default).Within());
        await store.SaveAsync(Of("t2", "run-1") with { CreateTime = Start.AddDays(31) }, Start.AddDays(1), default).Within();
        Assert.Null(await store.FindAsync("kitchen", "t1", default).Within());
        Assert.NotNull(await store.FindAsync("kitchen", "t2", default).Within());
    }

    [Fact]
    public async Task Explanations_OfOneRoom_AreBounded()
    {
        var store = new SqlExplanationStore(_database);
        await Task.WhenAll(Enumerable.Range(0, SqlExplanationStore.MostOfRoom + 10).Select(number =>
            store.SaveAsync(Of($"t{number}", "r") with { CreateTime = Start.AddSeconds(number) }, Start, default))).Within();
        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => store.FindAsync("kitchen", $"t{number}", default))).Within();
        Assert.Equal(10, found.Count(static one => one is null));
    }

    [Fact]
    public async Task Ratings_InPages_AreEachThereOnceNewestFirst()
    {
        var store = new SqlRatingStore(_database);
        for (var number = 0; number < 9; number++)
            await store.SaveAsync(RatingOf($"m{number % 3}", $"u{number}", number % 2 == 0, number / 2), default).Within();
        await store.SaveAsync(RatingOf("m0", "u0", false, 20), default).Within();
        await store.RemoveAsync("m1", "u1", default).Within();
        var all = new List<Rating>();
        for (string? before = null; await store.ListAsync("kitchen", before, 2, default).Within() is { Count: > 0 } page; before = page[^1].Key)
            all.AddRange(page);

        Assert.Equal(8, all.DistinctBy(static rating => rating.Key).Count());
        Assert.Equal(all.OrderByDescending(static rating => rating.Key, StringComparer.Ordinal), all);
        Assert.Equal(("m0", "u0", "why"), (all[0].MessageId, all[0].UserId, all[0].Note));
        Assert.Equal((4, 4), await store.CountAsync("kitchen", default).Within());
    }

    private static Explanation Of(string turn, string run) => new(turn, run, "kitchen", "agent:a", 3, "m") { CreateTime = Start };

    private static Rating RatingOf(string message, string user, bool good, int seconds) =>
        new("kitchen", message, user, "agent:a", "t", good, "why", Start.AddSeconds(seconds));

    private AgentDatabase Open(string postgres)
    {
        var folder = new TempFolder();
        var database = new AgentDatabase(new DataFolder(folder.Path), new StorageOptions { Postgres = postgres }, NullLogger<AgentDatabase>.Instance);
        _opened.AddRange([folder, database]);
        return database;
    }
}
