using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Integration.Tests.Transcripts;
using GroupChat.TestSupport;
using Grpc.Net.Client;

namespace GroupChat.Integration.Tests;

/// <summary>A tool of somebody else's program, from the question to the effect, and nothing left of the program when its server is killed.</summary>
public sealed class McpToolTests : IDisposable
{
    private const string Server = """
        echo $$ > "$FOLDER/pid"
        while IFS= read -r line; do
          id=$(printf '%s' "$line" | sed -n 's/.*"id":\([^,}]*\).*/\1/p')
          case "$line" in
            *'"initialize"'*) end='"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"notes","version":"1"}}' ;;
            *'"tools/list"'*) touch "$FOLDER/listed"; end='"result":{"tools":[{"name":"add","description":"Adds a note.","inputSchema":{"type":"object"}}]}' ;;
            *'"tools/call"'*) echo added >> "$FOLDER/notes"; end='"result":{"content":[{"type":"text","text":"It is noted."}]}' ;;
            *) end='"error":{"code":-32601,"message":"no"}' ;;
          esac
          [ -z "$id" ] || printf '{"jsonrpc":"2.0","id":%s,%s}\n' "$id" "$end"
        done
        sleep 1000
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-mcp-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Tool_OfAServer_IsApprovedCalledOnceAndSeenByAllAndDiesWithUs()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "server.sh"), Server);
        await using var model = await ClerkModel.StartAsync("mcp_notes_add", """{"text":"milk"}""");
        await using var gateway = await GatewayProcess.StartNewAsync(Path.Combine(_folder, "data"), [.. model.Settings, .. Settings]);
        using var channel = gateway.Connect();
        var ann = await Person.SignInAsync(channel, "Ann");
        await PrepareAsync(channel, ann);

        await ann.PostAsync(channel, "tea", "1", "@clerk note the milk");
        var asked = (await HearAsync(channel, ann, static heard => heard.ToolCallRequested is not null)).ToolCallRequested.ToolCall;
        Assert.Equal(("mcp_notes_add", ToolEffect.Acts, """{"text":"milk"}"""), (asked.Tool, asked.Effect, asked.Arguments));
        Assert.Equal(64, asked.DefinitionSha256.Length);
        Assert.False(File.Exists(Path.Combine(_folder, "notes")));
        await ann.Chat(channel).ApproveToolCallAsync(
            new() { RoomId = "tea", MessageId = asked.MessageId, Number = asked.Number, ArgumentsSha256 = asked.ArgumentsSha256 }, ann.Headers, Person.Soon);

        var done = (await HearAsync(channel, ann, static heard => heard.ToolCallFinished is not null)).ToolCallFinished.ToolCall;
        Assert.Equal((ToolCallState.Done, "It is noted."), (done.State, done.Result));
        await HearAsync(channel, ann, static heard => heard.AnswerFinished is not null);
        Assert.Equal("added\n", await File.ReadAllTextAsync(Path.Combine(_folder, "notes")));

        var program = int.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "pid")));
        await gateway.KillAsync();
        await Eventually.TrueAsync(() => !IsAlive(program));
    }

    private string[] Settings =>
    [
        "--Mcp:Servers:notes:Command=sh", $"--Mcp:Servers:notes:Arguments:0={Path.Combine(_folder, "server.sh")}", "--Mcp:Servers:notes:Tools:0=add",
        $"--Mcp:Servers:notes:Environment:FOLDER={_folder}",
    ];

    private async Task PrepareAsync(GrpcChannel channel, Person ann)
    {
        await ann.Chat(channel).CreateRoomAsync(new() { RoomId = "tea" }, ann.Headers, Person.Soon);
        var clerk = new Agent { Handle = "clerk", DisplayName = "Clerk", ModelId = "clerk", RoomId = "tea", Tools = { "mcp_notes_add" } };
        var created = await new AgentService.AgentServiceClient(channel).CreateAgentAsync(new() { Agent = clerk }, ann.Headers, Person.Soon);
        await ann.Chat(channel).AddAgentAsync(new() { RoomId = "tea", AgentId = created.Agent.AgentId }, ann.Headers, Person.Soon);
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(_folder, "listed")));
    }

    private static async Task<RoomEvent> HearAsync(GrpcChannel channel, Person person, Predicate<RoomEvent> wanted)
    {
        RoomEvent? heard = null;
        await Eventually.TrueAsync(async () => (heard = (await person.LogAsync(channel, "tea")).Find(wanted)) is not null);
        return heard!;
    }

    /// <summary>What has ended and only nobody has asked for its exit code counts as gone.</summary>
    private static bool IsAlive(int process) =>
        File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].StartsWith(" Z", StringComparison.Ordinal);
}
