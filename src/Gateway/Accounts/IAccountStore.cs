namespace GroupChat.Gateway.Accounts;

/// <summary>Durable accounts. Every method answers only when its effect is on disk.</summary>
internal interface IAccountStore
{
    /// <summary>Errors: ACCOUNT_NAME_TAKEN, ACCOUNT_EXISTS.</summary>
    Task AddAsync(AccountRecord account, CancellationToken cancellationToken);

    Task<AccountRecord?> FindAsync(string name, CancellationToken cancellationToken);

    Task<AccountRecord?> FindOfUserAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Replaces a password; false when it is not what it was any more.</summary>
    Task<bool> ChangePasswordAsync(string name, string oldHash, string newHash, CancellationToken cancellationToken);
}
