using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Cli.Sessions;
using GroupChat.Contracts.Session.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat account | account register | account sign-in | account sign-out | account password. No password is ever an argument.</summary>
internal static class AccountCommands
{
    private const string Source = "the password is asked for, or read from standard input";

    public static Command Build(CommandRunner runner) =>
        runner.Bind(
            new("account", "Show the account by which you can come back")
            {
                Register(runner),
                SignIn(runner),
                runner.Bind(new("sign-out", "End the session; the account stays"), SessionCommands.EndAsync),
                runner.Bind(new("password", "Change the password, and end your other sessions: the old one first, then the new one"), ChangePasswordAsync),
            },
            ShowAsync);

    private static Command Register(CommandRunner runner)
    {
        var name = new Argument<string>("NAME") { Description = "Name to sign in with" };
        return runner.Bind(new("register", $"Make an account of who you are now; {Source}") { name }, async (client, parsed, cancellationToken) =>
        {
            if (await Secrets.ReadNewAsync(client.Shell, "password: ", cancellationToken) is not { } password)
                return ExitCode.Interrupted;
            var request = new CreateAccountRequest { AccountName = parsed.GetRequiredValue(name), Password = password };
            var answer = await client.Calls.CallAsync(options => client.Link.Accounts.CreateAccountAsync(request, options), cancellationToken);
            Write(client, answer.Account);
            return ExitCode.Ok;
        });
    }

    private static Command SignIn(CommandRunner runner)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the account" };
        return runner.Bind(new("sign-in", $"Go on as an account, and end the session of now; {Source}") { name }, async (client, parsed, cancellationToken) =>
        {
            if (await Secrets.ReadAsync(client.Shell, ["password: "], cancellationToken) is not [var password])
                return ExitCode.Interrupted;
            var request = new SignInRequest { AccountName = parsed.GetRequiredValue(name), Password = password, DeviceLabel = SessionKeeper.DeviceLabel };
            var answer = await client.Calls.CallUnsignedAsync(options => client.Link.Accounts.SignInAsync(request, options), cancellationToken);
            var session = await client.Calls.PatientlyAsync(
                () => client.Session.AdoptAsync(answer.Session, answer.Credentials, cancellationToken), cancellationToken);
            client.Note($"signed in as {session.DisplayName}");
            return ExitCode.Ok;
        });
    }

    private static async Task<int> ChangePasswordAsync(Client client, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (await Secrets.ReadAsync(client.Shell, ["old password: ", "new password: "], cancellationToken) is not [var old, var changed])
            return ExitCode.Interrupted;
        var request = new ChangePasswordRequest { OldPassword = old, NewPassword = changed };
        var answer = await client.Calls.CallAsync(options => client.Link.Accounts.ChangePasswordAsync(request, options), cancellationToken);
        client.Note($"changed; ended {answer.RevokedCount} other sessions");
        return ExitCode.Ok;
    }

    private static async Task<int> ShowAsync(Client client, ParseResult parsed, CancellationToken cancellationToken)
    {
        var answer = await client.Calls.CallAsync(options => client.Link.Accounts.GetAccountAsync(new(), options), cancellationToken);
        Write(client, answer.Account);
        return ExitCode.Ok;
    }

    private static void Write(Client client, Account account) => Output.Table.Write(client.Shell, ["", ""],
    [
        ["account", account.AccountName],
        ["name", account.DisplayName],
        ["user", account.UserId],
        ["role", account.Role == PlatformRole.Admin ? "admin" : "user"],
    ]);
}
