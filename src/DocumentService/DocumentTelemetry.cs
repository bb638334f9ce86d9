using System.Diagnostics.Metrics;

namespace GroupChat.Documents;

/// <summary>What this service measures. Names are stable, units are UCUM; rooms, documents and addresses are never tags.</summary>
internal static class DocumentTelemetry
{
    public const string Name = "GroupChat.Documents";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> DocumentsAdded = Meter.CreateCounter<long>("groupchat.documents.added", "{document}");
    private static readonly Counter<long> PassagesIndexed = Meter.CreateCounter<long>("groupchat.documents.passages", "{passage}");
    private static readonly Histogram<double> IndexDuration = Meter.CreateHistogram<double>("groupchat.documents.index.duration", "s");
    private static readonly Histogram<double> PageDuration = Meter.CreateHistogram<double>("groupchat.scraper.page.duration", "s");

    /// <summary>A document was brought in, or was there already.</summary>
    public static void Added(string mediaType, bool alreadyExisted) =>
        DocumentsAdded.Add(1, new("groupchat.media_type", mediaType), new("groupchat.repeated", alreadyExisted));

    /// <summary>A document became searchable.</summary>
    public static void Indexed(TimeSpan duration, int passages)
    {
        IndexDuration.Record(duration.TotalSeconds);
        PassagesIndexed.Add(passages);
    }

    /// <summary>A page was fetched and read, or why not (empty: it was).</summary>
    public static void Scraped(TimeSpan duration, string reason) => PageDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("error.type", reason));
}
