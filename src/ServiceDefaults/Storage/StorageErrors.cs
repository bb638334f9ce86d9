using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>How a database that cannot be asked is told to callers.</summary>
internal static class StorageErrors
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Nothing was acknowledged. Whether the last commit took place may be unknown: repeat with the same idempotency key.</summary>
    public static DomainError Unavailable() =>
        new(ErrorCode.Unavailable, "STORAGE_UNAVAILABLE", "The database does not answer; try again with the same ids.") { RetryAfter = Soon };
}
