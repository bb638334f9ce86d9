using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Collections;

namespace GroupChat.Vectors;

/// <summary>Every refusal of this service that is not about a single field of a request.</summary>
internal static class VectorErrors
{
    public static DomainError CollectionNotFound(string id) => new(
        ErrorCode.NotFound, "COLLECTION_NOT_FOUND", "There is no collection of this id.", Of("collection_id", id));

    public static DomainError CollectionMismatch(CollectionDefinition stored) => new(
        ErrorCode.FailedPrecondition,
        "COLLECTION_MISMATCH",
        "The collection exists with another embedder, dimension or metric; vectors of different embedders cannot be mixed.",
        new Dictionary<string, string>
        {
            ["collection_id"] = stored.Id,
            ["embedder"] = stored.Embedder,
            ["dimension"] = $"{stored.Dimension}",
            ["metric"] = $"{stored.Metric}",
        });

    public static DomainError EmbedderUnavailable(string name) => new(
        ErrorCode.FailedPrecondition,
        "EMBEDDER_UNAVAILABLE",
        "The collection's vectors come from elsewhere, or its embedder is not here or not the same any more; vectors have to come with the request.",
        Of("embedder", name));

    /// <summary>Qdrant cannot be reached, or is too slow.</summary>
    public static DomainError StoreUnavailable() =>
        new(ErrorCode.Unavailable, "VECTOR_STORE_UNAVAILABLE", "The vector store does not answer now.") { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>Qdrant does not know the key of this server, or does not let it do this.</summary>
    public static DomainError StoreRefused() => new(
        ErrorCode.FailedPrecondition, "VECTOR_STORE_REFUSED", "The vector store refuses the key of this server; its operator has to mend that.");

    public static DomainError StoreTooOld(Version version, Version oldest) => new(
        ErrorCode.FailedPrecondition,
        "VECTOR_STORE_TOO_OLD",
        $"The vector store is a Qdrant server of version {version}; {oldest} or later is needed.",
        Of("version", $"{version}"));

    public static DomainError StoreExhausted() =>
        new(ErrorCode.ResourceExhausted, "VECTOR_STORE_EXHAUSTED", "The vector store has reached a limit.") { RetryAfter = TimeSpan.FromSeconds(1) };

    public static DomainError EmbedderNameTooLong(string name) => new(
        ErrorCode.FailedPrecondition, "EMBEDDER_NAME_TOO_LONG", "The embedder's name is too long for the vector store.", Of("embedder", name));

    public static DomainError CollectionNotEmpty(string id) => new(
        ErrorCode.FailedPrecondition, "COLLECTION_NOT_EMPTY", "The collection has points; a snapshot is restored into one that has none.", Of("collection_id", id));

    public static DomainError SnapshotNotFound(string id) =>
        new(ErrorCode.NotFound, "SNAPSHOT_NOT_FOUND", "There is no snapshot of this id.", Of("snapshot_id", id));

    public static DomainError SnapshotDamaged(string id) => new(
        ErrorCode.DataLoss, "SNAPSHOT_DAMAGED", "The snapshot is not what was written; nothing was restored.", Of("snapshot_id", id));

    public static DomainError SnapshotNotWritten() =>
        new(ErrorCode.ResourceExhausted, "SNAPSHOT_NOT_WRITTEN", "The snapshot cannot be written to the server's disk; nothing is left of it.");

    public static DomainError SnapshotsElsewhere() => new(
        ErrorCode.FailedPrecondition, "SNAPSHOTS_ELSEWHERE", "A Qdrant server keeps the points: its own snapshots are to be used, or an export.");

    /// <summary>It may do better later: nothing was stored, the same request can be sent again.</summary>
    /// <param name="name">The embedder.</param>
    /// <param name="why">What happened, without a word of the server's.</param>
    /// <param name="retryAfter">When it wants to be asked again; null when it did not say.</param>
    public static DomainError EmbedderFailed(string name, string why, TimeSpan? retryAfter = null) => new(
        ErrorCode.Unavailable, "EMBEDDER_FAILED", $"The embedder did not answer: {why}.", Of("embedder", name))
    {
        RetryAfter = retryAfter ?? TimeSpan.FromSeconds(1),
    };

    public static DomainError EmbedderStatus(string name, int status, TimeSpan? retryAfter) =>
        status is 408 or 425 or 429 or >= 500
            ? EmbedderFailed(name, $"status {status}", retryAfter)
            : EmbedderRefused(name, $"status {status}");

    /// <summary>A person has to look: at the key, the model, the address, or the length of the text.</summary>
    public static DomainError EmbedderRefused(string name, string why) => new(
        ErrorCode.FailedPrecondition, "EMBEDDER_REFUSED", $"The embedder refuses the request: {why}.", Of("embedder", name));

    public static DomainError EmbedderNonsense(string name) => EmbedderRefused(name, "its answer is not one vector for each text");

    public static DomainError EmbedderDimension(string name, int expected, int found) =>
        EmbedderRefused(name, $"its vectors have {found} numbers, not {expected}");

    /// <summary>The same request will not do better later.</summary>
    public static DomainError AnswerTooLarge(int bytes, int most) => new(
        ErrorCode.ResourceExhausted,
        "ANSWER_TOO_LARGE",
        "The points do not fit into one answer; ask for fewer, or without vectors or some of their payload.",
        new Dictionary<string, string> { ["bytes"] = $"{bytes}", ["max_bytes"] = $"{most}" });

    public static DomainError FirstFrameNotOpen() =>
        new(ErrorCode.InvalidArgument, "FIRST_FRAME_NOT_OPEN", "The first frame of a stream has to be open.");

    public static DomainError AlreadyOpen() => new(ErrorCode.FailedPrecondition, "ALREADY_OPEN", "The stream is open already.");

    public static DomainError FrameEmpty() => new(ErrorCode.InvalidArgument, "FRAME_EMPTY", "The frame is empty or not known here.");

    public static DomainError InvalidPageToken() => new(
        ErrorCode.InvalidArgument, "INVALID_PAGE_TOKEN", "The page token is not one this method returned.");

    /// <summary>Nothing is answered without it: an answer would be wrong and not say so. Storing or deleting it again helps.</summary>
    public static DomainError PointDamaged(string id) => new(
        ErrorCode.DataLoss, "POINT_DAMAGED", "A stored point is not what was written; store it again or delete it.", Of("point_id", id));

    /// <summary>Points have vanished from the database, or are there twice.</summary>
    public static DomainError TenantDamaged() => new(
        ErrorCode.DataLoss,
        "TENANT_DAMAGED",
        "The stored points of this tenant are not those that were written; the database has to be restored, or the collection deleted.");

    private static Dictionary<string, string> Of(string key, string value) => new() { [key] = value };
}
