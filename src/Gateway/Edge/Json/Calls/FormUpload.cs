using GroupChat.Gateway.Edge.Json.Routes;
using GroupChat.Gateway.Edge.Json.Templates;
using GroupChat.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace GroupChat.Gateway.Edge.Json.Calls;

/// <summary>
/// A file in a form (<c>multipart/form-data</c>) as a client stream: fields before the file make the header, the file's bytes the data
/// frames. Nothing is kept: a piece is read when the service has taken the one before.
/// </summary>
internal sealed class FormUpload(MultipartReader form, RouteMatch<JsonRoute> match, string query)
{
    private const string Accepted = "multipart/form-data";
    private const int MaxBoundary = 70;
    private const int PieceBytes = 64 * 1024;

    /// <exception cref="DomainError">The request is no form.</exception>
    public static GrpcCall Call(HttpContext http, RouteMatch<JsonRoute> match, IHeaderDictionary headers)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals(Accepted, StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= MaxBoundary } boundary
            || http.Request.Headers.ContentEncoding.ToString() is not ("" or "identity"))
            throw JsonErrors.UnsupportedMediaType(Accepted);
        // The service has its own limit, and ends the call at it.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        var form = new MultipartReader(boundary.ToString(), http.Request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8 * 1024 };
        var upload = new FormUpload(form, match, http.Request.QueryString.Value ?? "");
        return GrpcCall.Streaming(match.Route!.GrpcPath, headers, upload.PumpAsync);
    }

    private async Task PumpAsync(RequestMessages messages, CancellationToken cancellationToken)
    {
        try
        {
            var header = new UploadHeader(match, query);
            while (await form.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.AsFileSection() is { } file)
                {
                    await SendAsync(messages, header.Build(file), file.FileStream!, cancellationToken);
                    return;
                }
                await header.AddAsync(section, cancellationToken);
            }
            throw Violations.One("file", "must be a part of the form, with a file name");
        }
        catch (BadHttpRequestException exception)
        {
            throw JsonErrors.OfServer(exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw JsonErrors.BrokenForm();
        }
    }

    private async Task SendAsync(RequestMessages messages, byte[] header, Stream file, CancellationToken cancellationToken)
    {
        var wantsMore = await messages.WriteAsync(header, cancellationToken);
        var piece = new byte[PieceBytes];
        while (wantsMore && await file.ReadAtLeastAsync(piece, PieceBytes, false, cancellationToken) is var count and > 0)
            wantsMore = await messages.WriteAsync(UploadHeader.Data(match.Route!, piece.AsSpan(0, count)), cancellationToken);
        if (wantsMore && await form.ReadNextSectionAsync(cancellationToken) is not null)
            throw Violations.One("file", "must be the last part of the form");
    }
}
