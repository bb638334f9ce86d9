namespace GroupChat.Gateway.Protection.Shared;

/// <summary>A bucket that a call takes a token from.</summary>
/// <param name="Limit">Which limit it belongs to: address, caller or method.</param>
/// <param name="Key">Whose it is; unique among all buckets of all limits.</param>
/// <param name="Rate">How it fills.</param>
internal readonly record struct BucketUse(string Limit, string Key, RateOptions Rate);
