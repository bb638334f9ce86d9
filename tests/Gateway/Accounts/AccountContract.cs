using GroupChat.Gateway.Accounts;
using GroupChat.Gateway.Sessions;
using GroupChat.Gateway.Tests.Sessions;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Gateway.Tests.Accounts;

/// <summary>Accounts on a real database, with the clock moved by hand.</summary>
public abstract class AccountContract : SessionTest
{
    private const string Password = "correct horse battery";
    private const string Home = "192.0.2.1";
    private static readonly Caller Ada = Caller.User("ada", "Ada", "s");

    private protected AccountContract(Func<Task<string>> backend)
        : base(backend)
    {
    }

    [Fact]
    public async Task SignIn_ToAnAccount_IsANewSessionOfTheSameUser()
    {
        var server = Build();
        var account = await CreateAsync(server, " Ada.L ").Within();

        var issued = await SignInAsync(server, "ADA.l").Within();
        var caller = await server.Authenticator.AuthenticateAsync(issued.AccessToken, default).Within();

        Assert.Equal(("ada.l", "ada", "Ada"), (account.Name, caller.UserId, caller.DisplayName));
        Assert.Equal((SignIn.Password, PlatformRole.User, "tablet"), (issued.Session.Method, issued.Session.Role, issued.Session.DeviceLabel));
    }

    [Theory]
    [InlineData("ada", "wrong password")]
    [InlineData("ada", "")]
    [InlineData("ada", Password + " ")]
    [InlineData("nobody", Password)]
    [InlineData("", Password)]
    [InlineData("a'; DROP TABLE accounts", Password)]
    public async Task SignIn_WithSomethingWrong_FailsAlikeWhateverItIs(string name, string password)
    {
        var server = Build();
        await CreateAsync(server, "ada").Within();

        var error = await FailsAsync("SIGN_IN_FAILED", () => SignInAsync(server, name, password));

        Assert.Equal("the name or the password is wrong", error.Message);
    }

    [Fact]
    public async Task SignIn_WithAPasswordFarTooLong_FailsWithoutHashingIt()
    {
        var server = Build();
        await CreateAsync(server, "ada").Within();

        await FailsAsync("SIGN_IN_FAILED", () => SignInAsync(server, "ada", new string('x', 1_000_000)));
    }

    [Theory]
    [InlineData("ad", Password, "account_name")]
    [InlineData("1ada", Password, "account_name")]
    [InlineData("ada lovelace", Password, "account_name")]
    [InlineData("adä", Password, "account_name")]
    [InlineData("ada", "too short", "password")]
    public async Task Create_BadWish_IsInvalidRequest(string name, string password, string field)
    {
        var error = await FailsAsync("INVALID_REQUEST", () => Build().Accounts.CreateAsync(name, password, Ada, default));

        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task Create_ATakenNameOrASecondAccount_IsRefused()
    {
        var server = Build();
        await CreateAsync(server, "ada").Within();

        await FailsAsync("ACCOUNT_NAME_TAKEN", () => server.Accounts.CreateAsync("ADA", Password, Caller.User("eve", "Eve", "e"), default));
        await FailsAsync("ACCOUNT_EXISTS", () => CreateAsync(server, "ada2"));
        await FailsAsync("ACCOUNT_EXISTS", () => server.AccountStore.AddAsync(new("ada2", "ada", "Ada", "", PlatformRole.User, Time.GetUtcNow()), default));
    }

    [Fact]
    public async Task Create_ByManyAtOnce_GivesANameToOne()
    {
        var server = Build();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                await server.Accounts.CreateAsync("ada", Password, Caller.User($"user {i}", "Ada", "s"), default);
                return true;
            }
            catch (DomainError error) when (error.Reason == "ACCOUNT_NAME_TAKEN")
            {
                return false;
            }
        })).Within();

        Assert.Single(made, isMade => isMade);
    }

    [Fact]
    public async Task ChangePassword_WithTheOldOne_EndsOtherSessionsAndTheOldPassword()
    {
        var server = Build();
        await CreateAsync(server, "ada").Within();
        var (kept, other) = (await SignInAsync(server, "ada").Within(), await SignInAsync(server, "ada").Within());
        var caller = await server.Authenticator.AuthenticateAsync(kept.AccessToken, default).Within();
        await FailsAsync("PASSWORD_WRONG", () => server.Accounts.ChangePasswordAsync(new("wrong", "another password", Home), caller, default));

        var ended = await server.Accounts.ChangePasswordAsync(new(Password, "another password", Home), caller, default).Within();

        Assert.Equal(1, ended);
        await server.Authenticator.AuthenticateAsync(kept.AccessToken, default).Within();
        await FailsAsync("SESSION_REVOKED", () => server.Authenticator.AuthenticateAsync(other.AccessToken, default).AsTask());
        await FailsAsync("SIGN_IN_FAILED", () => SignInAsync(server, "ada"));
        await SignInAsync(server, "ada", "another password").Within();
    }

    [Fact]
    public async Task ChangePassword_WithoutAnAccount_IsNotFound() => await FailsAsync(
        "ACCOUNT_NOT_FOUND", () => Build().Accounts.ChangePasswordAsync(new(Password, "another password", Home), Ada, default));

    [Fact]
    public async Task SignIn_AfterManyGuesses_IsThrottledAlsoWithTheRightPassword()
    {
        var server = Build();
        await CreateAsync(server, "ada").Within();
        for (var i = 0; i < 5; i++)
            await FailsAsync("SIGN_IN_FAILED", () => SignInAsync(server, "ada", "wrong password"));

        var error = await FailsAsync("SIGN_IN_THROTTLED", () => SignInAsync(server, "ada"));

        Assert.Equal(TimeSpan.FromMinutes(1), error.RetryAfter);
        Time.Advance(TimeSpan.FromMinutes(1));
        await SignInAsync(server, "ada").Within();
    }

    [Fact]
    public async Task AdminAccount_AtStart_IsMadeOnceAndElevatesNobody()
    {
        var server = Build();
        await CreateAsync(server, "ada").Within();
        foreach (var name in (string[])["root", "root", "ada"])
        {
            var options = new AccountOptions { AdminName = name, AdminPassword = Password, PasswordRounds = 1000 };
            using var passwords = new Passwords(options);
            await new AdminAccount(server.AccountStore, passwords, options, Time, NullLogger<AdminAccount>.Instance).StartAsync(default).Within();
        }

        Assert.Equal(PlatformRole.Admin, (await SignInAsync(server, "root").Within()).Session.Role);
        Assert.Equal(PlatformRole.User, (await SignInAsync(server, "ada").Within()).Session.Role);
    }

    [Fact]
    public async Task SignIn_ToAHashOfFewerRounds_RenewsIt()
    {
        var server = Build();
        await CreateAsync(server, "ada").Within();
        var before = (await server.AccountStore.FindAsync("ada", default).Within())!.PasswordHash;
        var options = new AccountOptions { PasswordRounds = 2000 };
        using var passwords = new Passwords(options);
        var stronger = new AccountDesk(server.AccountStore, passwords, new(Time), server.Sessions, options, Time);

        await stronger.SignInAsync(new("ada", Password, "", Home), default).Within();

        Assert.NotEqual(before, (await server.AccountStore.FindAsync("ada", default).Within())!.PasswordHash);
        await SignInAsync(server, "ada").Within();
    }

    private static Task<AccountRecord> CreateAsync(SessionServer server, string name) => server.Accounts.CreateAsync(name, Password, Ada, default);

    private static Task<IssuedSession> SignInAsync(SessionServer server, string name, string password = Password) =>
        server.Accounts.SignInAsync(new(name, password, "tablet", Home), default);
}
