namespace GroupChat.Gateway.Protection.Shared;

/// <summary>Buckets that several servers count in together.</summary>
internal interface ISharedBuckets
{
    /// <summary>False while they are out of reach: then each server counts by itself.</summary>
    bool IsReached { get; }

    /// <summary>
    /// Takes a token from each, or none from any. Null when they were out of reach; otherwise the number of the bucket that has to be
    /// waited for longest, or -1 when none has, and how long.
    /// </summary>
    Task<(int Refused, TimeSpan Wait)?> TakeAsync(IReadOnlyList<BucketUse> uses);

    /// <summary>Undoes a taking.</summary>
    Task GiveBackAsync(IReadOnlyList<BucketUse> uses);

    /// <summary>Takes what there is, down to nothing. True when nothing is left; null when they were out of reach.</summary>
    Task<bool?> DrainAsync(BucketUse use, int tokens);
}
