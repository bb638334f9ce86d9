using System.CommandLine;
using System.Globalization;
using GroupChat.Cli.Output;
using GroupChat.Cli.Sessions;
using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Session.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat session | session new | session end | session list | session revoke.</summary>
internal static class SessionCommands
{
    public static Command Build(CommandRunner runner) =>
        runner.Bind(
            new("session", "Show who you are on this server")
            {
                runner.Bind(new("new", "Sign in anew, as a new user"), NewAsync),
                runner.Bind(new("end", "Sign out: the session ends at once"), EndAsync),
                List(runner),
                Revoke(runner),
            },
            ShowAsync);

    private static Command List(CommandRunner runner)
    {
        var json = Arguments.Json("one session a line");
        return runner.Bind(new("list", "List your sessions, on whatever device") { json }, async (client, parsed, cancellationToken) =>
        {
            var sessions = await Pages.AllAsync(
                token => client.Calls.CallAsync(
                    options => client.Link.Sessions.ListSessionsAsync(new() { PageToken = token }, options), cancellationToken),
                page => (page.Sessions, page.NextPageToken));
            if (parsed.GetValue(json))
                sessions.ForEach(session => client.Shell.Out.WriteLine(Json.Line(session)));
            else
                Output.Table.Write(client.Shell, ["SESSION", "DEVICE", "CREATED", "LAST USED"], sessions.Select(session => Row(client, session)));
            return ExitCode.Ok;
        });
    }

    private static string[] Row(Client client, Session session) =>
    [
        session.SessionId + (session.SessionId == client.Session.Current?.SessionId ? " *" : ""),
        session.DeviceLabel,
        Time(session.CreateTime.ToDateTimeOffset()),
        Time(session.LastUseTime.ToDateTimeOffset()),
    ];

    private static Command Revoke(CommandRunner runner)
    {
        var id = new Argument<string?>("SESSION") { Description = "Id of the session", Arity = ArgumentArity.ZeroOrOne };
        var others = new Option<bool>("--others") { Description = "All but this one" };
        return runner.Bind(
            new("revoke", "End another session of yours") { id, others },
            (client, parsed, cancellationToken) => (parsed.GetValue(id), parsed.GetValue(others)) switch
            {
                (null, true) => RevokeOthersAsync(client, cancellationToken),
                ({ } session, false) => RevokeAsync(client, session, cancellationToken),
                _ => throw new UsageException("give the id of a session, or --others"),
            });
    }

    private static async Task<int> RevokeAsync(Client client, string session, CancellationToken cancellationToken)
    {
        await client.Calls.CallAsync(
            options => client.Link.Sessions.RevokeSessionAsync(new() { SessionId = session }, options), cancellationToken);
        client.Note($"ended {session}");
        return ExitCode.Ok;
    }

    private static async Task<int> RevokeOthersAsync(Client client, CancellationToken cancellationToken)
    {
        var answer = await client.Calls.CallAsync(
            options => client.Link.Sessions.RevokeOtherSessionsAsync(new(), options), cancellationToken);
        client.Note($"ended {answer.RevokedCount}");
        return ExitCode.Ok;
    }

    private static async Task<int> ShowAsync(Client client, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (client.Session.Current is null)
            return NoSession(client);
        var answer = await client.Calls.CallAsync(options => client.Link.Sessions.GetSessionAsync(new(), options), cancellationToken);
        Write(client, client.Session.Current! with { DisplayName = answer.Session.DisplayName });
        return ExitCode.Ok;
    }

    private static async Task<int> NewAsync(Client client, ParseResult parsed, CancellationToken cancellationToken)
    {
        await client.Calls.PatientlyAsync(() => client.Session.EndAsync(cancellationToken), cancellationToken);
        Write(client, await client.Calls.SessionAsync(cancellationToken));
        return ExitCode.Ok;
    }

    public static async Task<int> EndAsync(Client client, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!await client.Calls.PatientlyAsync(() => client.Session.EndAsync(cancellationToken), cancellationToken))
            return NoSession(client);
        client.Note("signed out");
        return ExitCode.Ok;
    }

    private static int NoSession(Client client)
    {
        client.Shell.Error.WriteLine(
            $"groupchat: no session for profile '{Sanitizer.Line(client.Settings.Profile)}' on {client.Settings.Server}");
        return ExitCode.Failed;
    }

    private static void Write(Client client, StoredSession session) => Output.Table.Write(client.Shell, ["", ""],
    [
        ["server", session.Server],
        ["profile", client.Settings.Profile],
        ["name", session.DisplayName],
        ["user", session.UserId],
        ["session", session.SessionId],
        ["expires", Time(session.Expires)],
    ]);

    private static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
