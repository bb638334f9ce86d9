using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Accounts;

/// <summary>
/// Makes the account of the admin when it is missing. An account of that name that somebody else has made stays what it is: a name
/// alone makes nobody an admin.
/// </summary>
internal sealed partial class AdminAccount(
    IAccountStore store, Passwords passwords, AccountOptions options, TimeProvider time, ILogger<AdminAccount> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Enabled || options.AdminName.Length == 0)
            return;
        if (await store.FindAsync(options.AdminName, cancellationToken) is { } known)
        {
            if (known.Role != PlatformRole.Admin)
                NotAnAdmin(options.AdminName);
            return;
        }

        var now = time.GetUtcNow();
        var hash = await passwords.HashAsync(options.AdminPassword, cancellationToken);
        try
        {
            await store.AddAsync(
                new(options.AdminName, Guid.CreateVersion7(now).ToString(), options.AdminName, hash, PlatformRole.Admin, now), cancellationToken);
        }
        catch (DomainError error) when (error.Code == ErrorCode.AlreadyExists)
        {
            // Another server that starts at the same time was first.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        EventName = "AdminIsNone", Level = LogLevel.Warning,
        Message = "Accounts:AdminName is {Name}, an account that exists and is no admin; it stays that way. Choose another name.")]
    private partial void NotAnAdmin(string name);
}
