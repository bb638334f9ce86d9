using System.Globalization;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Models.Files;

/// <summary>Every refusal of ModelService that is not about a single field of a request.</summary>
internal static class FileErrors
{
    public static DomainError NotFound(string modelId) => new(
        ErrorCode.NotFound, "MODEL_NOT_FOUND", "There is no model of this id.", With("model_id", modelId));

    public static DomainError NotLocal(string modelId) => new(
        ErrorCode.FailedPrecondition, "MODEL_NOT_LOCAL", "The model does not run on this machine, or its file is not in the folder of models.", With("model_id", modelId));

    public static DomainError Exists(string modelId) => new(
        ErrorCode.AlreadyExists, "MODEL_EXISTS", "There is a model of this id.", With("model_id", modelId));

    public static DomainError Busy() => new(ErrorCode.Aborted, "MODEL_DOWNLOAD_BUSY", "Another download is going on.");

    public static DomainError SourceNotAllowed(string host) => new(
        ErrorCode.PermissionDenied, "MODEL_SOURCE_NOT_ALLOWED", "The setting Llm:DownloadHosts does not allow this address.", With("host", host));

    public static DomainError TooLarge(long most) => new(
        ErrorCode.OutOfRange, "MODEL_FILE_TOO_LARGE", "The file is larger than the setting Llm:MaxModelBytes allows.", With("max_bytes", Text(most)));

    public static DomainError DiskFull(long needed, long available) => new(
        ErrorCode.ResourceExhausted,
        "DISK_FULL",
        "The disk has no room for the file.",
        new Dictionary<string, string> { ["needed_bytes"] = Text(needed), ["available_bytes"] = Text(available) });

    public static DomainError ChecksumMismatch(string received) => new(
        ErrorCode.DataLoss, "MODEL_CHECKSUM_MISMATCH", "The file is not the one that was asked for; it has been deleted.", With("sha256", received));

    /// <param name="failure">Its text names nothing of the server's words.</param>
    public static DomainError Failed(ModelFailure failure) => new(
        failure.IsTransient ? ErrorCode.Unavailable : ErrorCode.FailedPrecondition,
        failure.IsTransient ? "MODEL_DOWNLOAD_FAILED" : "MODEL_SOURCE_REFUSED",
        failure.Message)
    { RetryAfter = failure.RetryAfter };

    private static Dictionary<string, string> With(string key, string value) => new() { [key] = value };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
