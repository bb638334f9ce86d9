using System.Security.Cryptography;
using GroupChat.Documents.Detection;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Text;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Documents.Scraping;

/// <summary>Turns one page of the web into a document of a room.</summary>
internal sealed class PageScraper(
    IRoomAccess rooms, PageFetcher fetcher, DocumentIntake intake, ScraperOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _pages = new(options.MaxConcurrentPages);

    public async Task<AddedDocument> ScrapeAsync(UserId user, RoomId room, string requestId, string url, CancellationToken cancellationToken)
    {
        new Violations()
            .AddIf(room.Value.Length == 0, "room_id", "is required")
            .AddIf(requestId.Length > RequestRules.MaxRequestId, "request_id", RequestRules.RequestIdRule)
            .ThrowIfAny();
        var address = PageUrl.Parse(url);
        await rooms.RequireMemberAsync(room, user, cancellationToken);
        var request = RequestKey.Of(user, requestId, "scrape", room.Value, url);
        if (await intake.FindRepeatAsync(request, cancellationToken) is { } repeat)
            return repeat;
        var (info, text) = await ReadAsync(user, room, address, cancellationToken);
        return await intake.AddAsync(new(info, text, request), cancellationToken);
    }

    /// <summary>What stands on a page, and nothing kept of it.</summary>
    public async Task<ReadPage> ReadAsync(UserId user, RoomId room, string url, CancellationToken cancellationToken)
    {
        new Violations().AddIf(room.Value.Length == 0, "room_id", "is required").ThrowIfAny();
        var address = PageUrl.Parse(url);
        await rooms.RequireMemberAsync(room, user, cancellationToken);
        var (info, text) = await ReadAsync(user, room, address, cancellationToken);
        return ReadPage.Of(info.Title, info.SourceUrl, text);
    }

    public void Dispose() => _pages.Dispose();

    private async Task<(DocumentInfo Info, CanonicalText Text)> ReadAsync(
        UserId user, RoomId room, Uri address, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var outcome = "";
        await _pages.WaitAsync(cancellationToken);
        try
        {
            return Read(user, room, await fetcher.FetchAsync(address, cancellationToken));
        }
        catch (DomainError error)
        {
            outcome = error.Reason;
            throw;
        }
        finally
        {
            _pages.Release();
            DocumentTelemetry.Scraped(time.GetElapsedTime(began), outcome);
        }
    }

    private (DocumentInfo Info, CanonicalText Text) Read(UserId user, RoomId room, FetchedPage page)
    {
        var decoded = PageDecoder.Decode(page);
        var html = page.Format == DocumentFormat.Html ? HtmlReader.Read(decoded, time) : new("", decoded);
        var text = CanonicalText.From(html.Markdown);
        if (text.IsBlank)
            throw DocumentErrors.EmptyDocument();
        var title = CanonicalText.From(html.Title) is { IsBlank: false } given
            ? given.ToString()
            : StructuredText.Read(text, page.Format).FirstHeading ?? page.Url.Host + page.Url.AbsolutePath;
        var hash = Convert.ToHexStringLower(SHA256.HashData(page.Body));
        var info = new DocumentInfo(
            DocumentId.New(time), room, title, "", MediaTypes.Of(page.Format), page.Body.Length, hash, user, page.Url.AbsoluteUri, time.GetUtcNow());
        return (info, text);
    }
}
