using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Identity;

namespace GroupChat.Gateway.Accounts;

/// <summary>Makes accounts, signs in to them and changes their passwords.</summary>
internal sealed class AccountDesk(
    IAccountStore store, Passwords passwords, SignInThrottle throttle, SessionRegistry sessions, AccountOptions options, TimeProvider time)
{
    /// <summary>
    /// An account for a user who has a session: whatever belongs to the user stays. Errors: INVALID_REQUEST, ACCOUNT_NAME_TAKEN,
    /// ACCOUNT_EXISTS.
    /// </summary>
    public async Task<AccountRecord> CreateAsync(string name, string password, Caller user, CancellationToken cancellationToken)
    {
        RequireEnabled();
        var valid = AccountRules.Valid(name, password);
        if (await store.FindOfUserAsync(user.UserId, cancellationToken) is not null)
            throw AccountErrors.Exists();
        var hash = await passwords.HashAsync(password, cancellationToken);
        var account = new AccountRecord(valid, user.UserId, user.DisplayName, hash, PlatformRole.User, time.GetUtcNow());
        await store.AddAsync(account, cancellationToken);
        return account;
    }

    /// <summary>A new session of the account's user. Errors: INVALID_REQUEST, SIGN_IN_FAILED, SIGN_IN_THROTTLED.</summary>
    /// <param name="attempt">What was shown.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IssuedSession> SignInAsync(SignInAttempt attempt, CancellationToken cancellationToken)
    {
        RequireEnabled();
        var label = attempt.DeviceLabel.Trim();
        new Violations().AddLabel(label).ThrowIfAny();
        var account = await AuthenticateAsync(attempt, cancellationToken);
        var user = new SessionUser(account.UserId, account.DisplayName, account.Role);
        return await sessions.OpenAsync(user, SignIn.Password, label, cancellationToken);
    }

    /// <summary>Errors: ACCOUNT_NOT_FOUND.</summary>
    public async Task<AccountRecord> GetAsync(string userId, CancellationToken cancellationToken)
    {
        RequireEnabled();
        return await store.FindOfUserAsync(userId, cancellationToken) ?? throw AccountErrors.NotFound();
    }

    /// <summary>
    /// Ends every other session of the user and says how many. Errors: INVALID_REQUEST, ACCOUNT_NOT_FOUND, PASSWORD_WRONG,
    /// SIGN_IN_THROTTLED.
    /// </summary>
    public async Task<int> ChangePasswordAsync(PasswordChange change, Caller user, CancellationToken cancellationToken)
    {
        new Violations().AddIf(!AccountRules.IsPassword(change.New), "new_password", AccountRules.PasswordRule).ThrowIfAny();
        var account = await GetAsync(user.UserId, cancellationToken);
        await throttle.BeginAsync(account.Name, change.Address);
        if (!AccountRules.IsWorthATry(change.Old)
            || await passwords.CheckAsync(account, change.Old, cancellationToken) == PasswordVerificationResult.Failed)
            throw AccountErrors.PasswordWrong();
        await throttle.SucceededAsync(account.Name, change.Address);
        var hash = await passwords.HashAsync(change.New, cancellationToken);
        if (!await store.ChangePasswordAsync(account.Name, account.PasswordHash, hash, cancellationToken))
            throw AccountErrors.PasswordWrong();
        return await sessions.RevokeOthersAsync(user.UserId, user.SessionId, cancellationToken);
    }

    private async Task<AccountRecord> AuthenticateAsync(SignInAttempt attempt, CancellationToken cancellationToken)
    {
        var name = AccountRules.Normal(attempt.Name);
        // Neither can be right, and what is too long is not worth to be remembered or hashed.
        if (!AccountRules.IsName(name) || !AccountRules.IsWorthATry(attempt.Password))
            throw AccountErrors.SignInFailed();
        await throttle.BeginAsync(name, attempt.Address);
        var account = await store.FindAsync(name, cancellationToken);
        var result = await passwords.CheckAsync(account, attempt.Password, cancellationToken);
        if (account is null || result == PasswordVerificationResult.Failed)
            throw AccountErrors.SignInFailed();
        await throttle.SucceededAsync(name, attempt.Address);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
            await store.ChangePasswordAsync(
                name, account.PasswordHash, await passwords.HashAsync(attempt.Password, cancellationToken), cancellationToken);
        return account;
    }

    private void RequireEnabled()
    {
        if (!options.Enabled)
            throw AccountErrors.Disabled();
    }
}
