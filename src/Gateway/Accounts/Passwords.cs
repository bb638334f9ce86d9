using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GroupChat.Gateway.Accounts;

/// <summary>
/// Hashes and checks passwords: PBKDF2 by the framework's hasher. A hash is meant to be slow, so only a few are made at a time, away
/// from the threads that serve calls, and a crowd is turned away rather than queued for ever.
/// </summary>
internal sealed class Passwords : IDisposable
{
    /// <summary>Who waits for a turn at most, for each that is being served.</summary>
    private const int Waiting = 32;

    private readonly PasswordHasher<AccountRecord> _hasher;
    private readonly SemaphoreSlim _turns;
    private readonly int _most;
    private readonly Lazy<string> _nobodys;
    private int _inside;

    public Passwords(AccountOptions options)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.PasswordRounds }));
        _turns = new(options.ConcurrentHashes);
        _most = options.ConcurrentHashes * (1 + Waiting);
        _nobodys = new(() => _hasher.HashPassword(null!, "a password that nobody has"));
    }

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        InTurnAsync(() => _hasher.HashPassword(null!, password), cancellationToken);

    /// <summary>
    /// Whether the password is that of the account. For no account it takes as long and is false, so that the time does not say which
    /// names there are.
    /// </summary>
    public Task<PasswordVerificationResult> CheckAsync(AccountRecord? account, string password, CancellationToken cancellationToken) =>
        InTurnAsync(
            () =>
            {
                var result = _hasher.VerifyHashedPassword(null!, account?.PasswordHash ?? _nobodys.Value, password);
                return account is null ? PasswordVerificationResult.Failed : result;
            },
            cancellationToken);

    public void Dispose() => _turns.Dispose();

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _inside) > _most)
                throw AccountErrors.Throttled(TimeSpan.FromSeconds(1));
            await _turns.WaitAsync(cancellationToken);
            try
            {
                return await Task.Run(work, CancellationToken.None);
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }
}
