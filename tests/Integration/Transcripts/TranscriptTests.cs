using GroupChat.Contracts.Chat.V1;
using GroupChat.Integration.Tests.Transcripts.Drivers;
using GroupChat.Integration.Tests.Transcripts.Script;

namespace GroupChat.Integration.Tests.Transcripts;

/// <summary>
/// One conversation of forty-two steps, over every protocol. What was answered and what was heard has to be the same, word for word:
/// protocols are ways to say the same thing.
/// </summary>
public sealed class TranscriptTests : IDisposable
{
    private static readonly Step[] Steps =
    [
        .. EntrySteps.All, .. MessageSteps.All, .. AttentionSteps.All, .. AccessSteps.All, .. OrderSteps.All, .. KnowledgeSteps.All, .. ToolSteps.All,
        .. EndSteps.All,
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-transcript-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Conversation_OverEveryProtocolInOneProcessAndInFive_IsTheSame()
    {
        Assert.Equal(42, Steps.Length);
        var transcripts = new List<(string Name, IReadOnlyList<string> Lines)>();
        foreach (var layout in Enum.GetValues<Layout>())
            transcripts.AddRange(await PlayAsync(layout));

        AssertWhole(transcripts[0].Lines);
        foreach (var (name, lines) in transcripts.Skip(1))
            Assert.True(transcripts[0].Lines.SequenceEqual(lines), Difference(name, transcripts[0].Lines, lines));
    }

    // All at the same time, so that none of them has the server for itself.
    private async Task<IEnumerable<(string Name, IReadOnlyList<string> Lines)>> PlayAsync(Layout layout)
    {
        await using var model = await ClerkModel.StartAsync();
        await using var server = await ServerLayout.StartNewAsync(
            layout, Path.Combine(_folder, $"{layout}"), ["--Agents:PieceDelayMilliseconds=100", .. model.Settings]);
        IDriver[] drivers = [new GrpcDriver(server.Address), new WebDriver(server.Address), new JsonDriver(server.Address), new SocketDriver(server.Address)];
        var transcripts = await Task.WhenAll(drivers.Select(PlayAsync));
        return drivers.Zip(transcripts, (driver, lines) => ($"{driver.Name}, {layout}", lines));
    }

    private static async Task<IReadOnlyList<string>> PlayAsync(IDriver driver)
    {
        await using (driver)
        {
            await using var stage = new Stage(driver);
            return await stage.PlayAsync(Steps);
        }
    }

    // Whoever takes steps away has to know what is then not proven any more.
    private static void AssertWhole(IReadOnlyList<string> transcript)
    {
        var heard = string.Join('\n', transcript.Where(line => line.Contains(" heard ", StringComparison.Ordinal)));
        // Retention removes nothing that is younger than an hour.
        foreach (var change in RoomEvent.Descriptor.Oneofs.Single().Fields.Select(field => field.JsonName).Except(["historyTrimmed"]))
            Assert.Contains($"\"{change}\":", heard);
    }

    private static string Difference(string name, IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        var at = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{name} differs from gRPC in line {at + 1}:\n- {expected.ElementAtOrDefault(at)}\n+ {found.ElementAtOrDefault(at)}\nafter:\n"
            + string.Join('\n', expected.Take(at).TakeLast(5));
    }
}
