namespace GroupChat.ServiceDefaults.Errors;

/// <summary>The kinds of failure a caller can tell apart. They are the canonical gRPC codes, without the numbers.</summary>
public enum ErrorCode
{
    /// <summary>The request itself is wrong, whatever the state of the system.</summary>
    InvalidArgument,

    /// <summary>What the request names does not exist, or the caller may not know that it does.</summary>
    NotFound,

    /// <summary>What the request would create is there already.</summary>
    AlreadyExists,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied,

    /// <summary>The caller is not known.</summary>
    Unauthenticated,

    /// <summary>The system is not in the state the request needs; repeating it alone does not help.</summary>
    FailedPrecondition,

    /// <summary>A limit, a quota or a queue is full.</summary>
    ResourceExhausted,

    /// <summary>A concurrent change won; start the whole operation again.</summary>
    Aborted,

    /// <summary>The request goes past the end of what there is.</summary>
    OutOfRange,

    /// <summary>Not reachable now; repeat with backoff.</summary>
    Unavailable,

    /// <summary>The time given was not enough.</summary>
    DeadlineExceeded,

    /// <summary>Stored data is lost or damaged.</summary>
    DataLoss,

    /// <summary>A fault of ours.</summary>
    Internal,

    /// <summary>Not offered by this server.</summary>
    Unimplemented,

    /// <summary>The caller, or an operator, ended it.</summary>
    Cancelled,
}
