using System.Globalization;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Documents;

/// <summary>Every refusal of the scraper by name. None of them says what a name resolved to or whether it resolved.</summary>
internal static class ScraperErrors
{
    public const string UrlNotAllowedReason = "URL_NOT_ALLOWED";

    public static DomainError UrlNotAllowed() =>
        new(ErrorCode.PermissionDenied, UrlNotAllowedReason, "This address is not one that may be fetched.");

    public static DomainError PageTooLarge(string limit) =>
        new(ErrorCode.ResourceExhausted, "PAGE_TOO_LARGE", $"The page is over the limit on its {limit}.", DocumentErrors.With("limit", limit));

    public static DomainError PageTimeout() =>
        new(ErrorCode.DeadlineExceeded, "PAGE_TIMEOUT", "The page did not arrive within the time limit.");

    public static DomainError TooManyRedirects(int max) =>
        new(ErrorCode.FailedPrecondition, "TOO_MANY_REDIRECTS", $"The page redirects more than {max} times.",
            DocumentErrors.With("max_redirects", max.ToString(CultureInfo.InvariantCulture)));

    public static DomainError PageStatus(int status) =>
        new(ErrorCode.FailedPrecondition, "PAGE_STATUS", $"The web server answered with status {status}.",
            DocumentErrors.With("http_status", status.ToString(CultureInfo.InvariantCulture)));

    public static DomainError PageUnreachable() =>
        new(ErrorCode.Unavailable, "PAGE_UNREACHABLE", "The web server could not be reached or broke off.");
}
