using System.CommandLine;
using System.Globalization;
using GroupChat.Cli.Output;
using GroupChat.Cli.Sessions;
using GroupChat.Cli.Terminal;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat session | session new | session end.</summary>
internal static class SessionCommands
{
    public static Command Build(CommandRunner runner) =>
        runner.Bind(
            new("session", "Show who you are on this server")
            {
                runner.Bind(new("new", "Sign in anew, as a new user"), NewAsync),
                runner.Bind(new("end", "Sign out: the session ends at once"), EndAsync),
            },
            ShowAsync);

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

    private static async Task<int> EndAsync(Client client, ParseResult parsed, CancellationToken cancellationToken)
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
        ["expires", session.Expires.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)],
    ]);
}
