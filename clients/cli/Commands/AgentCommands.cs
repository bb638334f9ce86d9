using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Agent.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat agents list | show | create | update | delete | versions.</summary>
internal static class AgentCommands
{
    // Made by the server, and in a file only because it was shown so.
    private static readonly string[] Made = ["agent_id", "handle", "room_id", "version", "create_time", "update_time", "updated_by_user_id", "deleted"];

    public static Command Build(CommandRunner runner) => new("agents", "AI members of rooms: who they are, and what they are told")
    {
        List(runner), Show(runner), Create(runner), Update(runner), Delete(runner), Versions(runner),
    };

    private static Command List(CommandRunner runner)
    {
        var room = new Option<string>("--room") { Description = "Agents made for a room, and not those of the server", HelpName = "ROOM", DefaultValueFactory = _ => "" };
        var json = Arguments.Json("one agent a line");
        return runner.Bind(new("list", "List the agents") { room, json }, async (client, parsed, cancellationToken) =>
        {
            var roomId = parsed.GetValue(room) ?? "";
            var agents = await Pages.AllAsync(
                token => client.Calls.CallAsync(
                    options => client.Link.Agents.ListAgentsAsync(new() { PageToken = token, RoomId = roomId }, options), cancellationToken),
                page => (page.Agents, page.NextPageToken));
            Print(client, agents, parsed.GetValue(json));
            return ExitCode.Ok;
        });
    }

    private static Command Show(CommandRunner runner)
    {
        var id = Id();
        var version = new Option<long>("--at-version") { Description = "As it was in this version", HelpName = "N" };
        var json = Arguments.Json("the agent");
        return runner.Bind(new("show", "Show an agent, as YAML that create and update read") { id, version, json }, async (client, parsed, cancellationToken) =>
        {
            var request = new GetAgentRequest { AgentId = IdOf(parsed.GetRequiredValue(id)), Version = parsed.GetValue(version) };
            var answer = await client.Calls.CallAsync(options => client.Link.Agents.GetAgentAsync(request, options), cancellationToken);
            client.Shell.Out.WriteLine(parsed.GetValue(json) ? Json.Line(answer.Agent) : AgentFile.Write(answer.Agent).TrimEnd());
            return ExitCode.Ok;
        });
    }

    private static Command Create(CommandRunner runner)
    {
        var handle = new Argument<string>("HANDLE") { Description = "What people write after @" };
        var room = new Option<string?>("--room") { Description = "For this room only", HelpName = "ROOM" };
        var flags = new AgentFlags();
        var json = Arguments.Json("the agent");
        var command = new Command("create", "Make an agent of a file, of flags, or of both") { handle, room, json };
        flags.AddTo(command);
        return runner.Bind(command, async (client, parsed, cancellationToken) =>
        {
            var (agent, _) = flags.Read(parsed);
            agent.Handle = parsed.GetRequiredValue(handle);
            agent.DisplayName = agent.DisplayName.Length > 0 ? agent.DisplayName : agent.Handle;
            agent.RoomId = parsed.GetValue(room) ?? agent.RoomId;
            var answer = await client.Calls.CallAsync(options => client.Link.Agents.CreateAgentAsync(new() { Agent = agent }, options), cancellationToken);
            client.Shell.Out.WriteLine(parsed.GetValue(json) ? Json.Line(answer.Agent) : answer.Agent.AgentId);
            return ExitCode.Ok;
        });
    }

    private static Command Update(CommandRunner runner)
    {
        var id = Id();
        var expected = new Option<long>("--if-version") { Description = "Only if this is still its newest version", HelpName = "N" };
        var flags = new AgentFlags();
        var json = Arguments.Json("the agent");
        var command = new Command("update", "Change what a file or flags name; the rest stays") { id, expected, json };
        flags.AddTo(command);
        return runner.Bind(command, async (client, parsed, cancellationToken) =>
        {
            var (agent, fields) = flags.Read(parsed);
            agent.AgentId = IdOf(parsed.GetRequiredValue(id));
            agent.Version = parsed.GetValue(expected);
            var mask = fields.Except(Made).ToList();
            if (mask.Count == 0)
                throw new UsageException("nothing to change: give a file or a flag");
            var request = new UpdateAgentRequest { Agent = agent, UpdateMask = new() { Paths = { mask } } };
            var answer = await client.Calls.CallAsync(options => client.Link.Agents.UpdateAgentAsync(request, options), cancellationToken);
            client.Shell.Out.WriteLine(parsed.GetValue(json) ? Json.Line(answer.Agent) : $"{answer.Agent.AgentId} version {answer.Agent.Version}");
            return ExitCode.Ok;
        });
    }

    private static Command Delete(CommandRunner runner)
    {
        var id = Id();
        return runner.Bind(new("delete", "Delete an agent; its messages and versions stay") { id }, async (client, parsed, cancellationToken) =>
        {
            var request = new DeleteAgentRequest { AgentId = IdOf(parsed.GetRequiredValue(id)) };
            await client.Calls.CallAsync(options => client.Link.Agents.DeleteAgentAsync(request, options), cancellationToken);
            client.Note($"deleted {request.AgentId}");
            return ExitCode.Ok;
        });
    }

    private static Command Versions(CommandRunner runner)
    {
        var id = Id();
        var json = Arguments.Json("one version a line");
        return runner.Bind(new("versions", "What an agent was, newest first") { id, json }, async (client, parsed, cancellationToken) =>
        {
            var agentId = IdOf(parsed.GetRequiredValue(id));
            var versions = await Pages.AllAsync(
                token => client.Calls.CallAsync(
                    options => client.Link.Agents.ListAgentVersionsAsync(new() { AgentId = agentId, PageToken = token }, options), cancellationToken),
                page => (page.Agents, page.NextPageToken));
            Print(client, versions, parsed.GetValue(json));
            return ExitCode.Ok;
        });
    }

    private static void Print(Client client, List<Agent> agents, bool asJson)
    {
        if (!asJson)
            Table.Write(client.Shell, ["AGENT", "NAME", "MODEL", "VERSION", "CHANGED", "ABOUT"], agents.Select(Row));
        foreach (var agent in asJson ? agents : [])
            client.Shell.Out.WriteLine(Json.Line(agent));
    }

    private static string[] Row(Agent agent) =>
    [
        agent.AgentId, agent.DisplayName, agent.ModelId, $"{agent.Version}{(agent.Deleted ? " (deleted)" : "")}",
        agent.UpdateTime?.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") ?? "-", agent.Description,
    ];

    private static Argument<string> Id() => new("AGENT") { Description = "Handle or id of the agent" };

    private static string IdOf(string name) => name.StartsWith("agent:", StringComparison.Ordinal) ? name : $"agent:{name.TrimStart('@')}";
}
