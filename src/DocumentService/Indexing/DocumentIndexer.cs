using GroupChat.Documents.Documents;
using GroupChat.Documents.Storage;
using GroupChat.ServiceDefaults.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Documents.Indexing;

/// <summary>
/// Works off what the store says is unfinished, oldest first, one document at a time: indexes what came in and takes out what
/// was deleted. Every step can be repeated, so a crash at any point costs a repetition and nothing else. While the index does
/// not answer, it keeps trying with growing pauses and lets those who wait know.
/// </summary>
internal sealed partial class DocumentIndexer(
    IDocumentStore store, IndexingBoard board, DocumentWork work, TimeProvider time, ILogger<DocumentIndexer> logger) : BackgroundService
{
    /// <summary>Failures in a row before those who wait are told: a hiccup is nobody's business.</summary>
    private const int PatientFor = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var failures = 0; !stoppingToken.IsCancellationRequested;)
            {
                if (await store.FindUnfinishedAsync(stoppingToken) is not { } document)
                    await board.HearAsync(stoppingToken);
                else if (await TryAsync(document, stoppingToken))
                    failures = 0;
                else
                    await PauseAsync(++failures, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the store remembers what is left to do.
        }
        finally
        {
            board.Fail(DocumentErrors.IndexUnavailable(FirstPause));
        }
    }

    /// <summary>False when the index did not answer and the document has to be tried again.</summary>
    private async Task<bool> TryAsync(DocumentInfo document, CancellationToken cancellationToken)
    {
        try
        {
            await work.DoAsync(document, cancellationToken);
        }
        catch (DomainError error) when (IsPassing(error))
        {
            LogUnavailable(document.Id, error.Reason);
            return false;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailed(document.Id, error);
            await work.GiveUpAsync(document, cancellationToken);
        }
        board.Finish(document.Id);
        return true;
    }

    private async Task PauseAsync(int failures, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(failures - 1, 16)));
        if (failures >= PatientFor)
            board.Fail(DocumentErrors.IndexUnavailable(pause));
        await Task.Delay(pause, time, cancellationToken);
    }

    private static bool IsPassing(DomainError error) =>
        error.Code is ErrorCode.Unavailable or ErrorCode.DeadlineExceeded or ErrorCode.ResourceExhausted or ErrorCode.Aborted or ErrorCode.Cancelled;

    [LoggerMessage(1, LogLevel.Warning, "The index did not take document {DocumentId} ({Reason}); trying again", EventName = "IndexUnavailable")]
    private partial void LogUnavailable(DocumentId documentId, string reason);

    [LoggerMessage(2, LogLevel.Error, "Document {DocumentId} cannot be worked on", EventName = "DocumentFailed")]
    private partial void LogFailed(DocumentId documentId, Exception error);
}
