using System.Runtime.CompilerServices;
using GroupChat.Agents.Llama.Gguf;
using GroupChat.Agents.Models.Remote;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Models.Files;

/// <summary>
/// Fetches model files, one at a time. What has come stays until the file is complete or proves to be another one, so that the
/// next call goes on with it, also after this process was killed.
/// </summary>
internal sealed class ModelDownloads(ModelFolder folder, ModelSource source, LlmOptions options, TimeProvider time)
{
    private const long SpareBytes = 64L << 20;
    private const int DiskFull = 28; // ENOSPC
    private static readonly TimeSpan MostSilence = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private int _running;

    /// <summary>Tells how far it is, and ends when the model's file is in its place.</summary>
    /// <exception cref="DomainError">Any of <see cref="FileErrors"/>, MODEL_FILE_INVALID.</exception>
    public async IAsyncEnumerable<DownloadProgress> RunAsync(DownloadWish wish, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Take();
        try
        {
            string received;
            await using (var part = await DownloadPart.OpenAsync(folder, wish, cancellationToken))
            {
                await foreach (var progress in FetchAsync(part, wish, cancellationToken))
                    yield return progress;
                received = part.Finish();
            }
            var bytes = Publish(wish, received);
            yield return new(bytes, bytes);
        }
        finally
        {
            Release();
        }
    }

    /// <summary>The file, and what a download has left of it. False when there was nothing.</summary>
    /// <exception cref="DomainError">MODEL_DOWNLOAD_BUSY: it may be the one that is coming.</exception>
    public bool Delete(string modelId)
    {
        Take();
        try
        {
            return folder.DeleteFile(modelId) | folder.DeletePart(modelId);
        }
        finally
        {
            Release();
        }
    }

    private async IAsyncEnumerable<DownloadProgress> FetchAsync(
        DownloadPart part, DownloadWish wish, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (part.IsWhole)
            yield break;
        using var silence = new Silence(MostSilence, time, cancellationToken);
        using var response = await Guarded(() => BeginAsync(part, wish, silence));
        await using var body = await Guarded(() => silence.HearAsync(async stop => await response.Content.ReadAsStreamAsync(stop)));
        yield return new(part.Received, part.Total);
        var told = time.GetTimestamp();
        while (await Guarded(() => AddAsync(part, body, silence, cancellationToken)))
        {
            if (time.GetElapsedTime(told) < Pace)
                continue;
            told = time.GetTimestamp();
            yield return new(part.Received, part.Total);
        }
    }

    private async ValueTask<HttpResponseMessage> BeginAsync(DownloadPart part, DownloadWish wish, Silence silence)
    {
        var response = await silence.HearAsync(stop => source.OpenAsync(wish.Url, part.Received, part.Tag, stop));
        try
        {
            var from = response.Content.Headers.ContentRange?.From ?? 0;
            if (from != 0 && from != part.Received)
                throw ModelFailure.Unreadable();
            var total = response.Content.Headers.ContentLength is { } rest ? from + rest : 0;
            CheckRoom(total, total - from);
            part.Begin(from, total, response.Headers.ETag is { IsWeak: false } tag ? tag.ToString() : "");
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private void CheckRoom(long total, long rest)
    {
        if (total > options.MaxModelBytes)
            throw FileErrors.TooLarge(options.MaxModelBytes);
        var free = new DriveInfo(folder.Path).AvailableFreeSpace;
        if (rest > free - SpareBytes)
            throw FileErrors.DiskFull(rest, free);
    }

    /// <summary>False at the end.</summary>
    private async ValueTask<bool> AddAsync(DownloadPart part, Stream body, Silence silence, CancellationToken cancellationToken)
    {
        var read = await silence.HearAsync(stop => body.ReadAsync(part.Block, stop));
        await part.AddAsync(read, cancellationToken);
        if (part.Received > options.MaxModelBytes || (part.Total > 0 && part.Received > part.Total))
            throw FileErrors.TooLarge(options.MaxModelBytes);
        if (read == 0 && part.Received < part.Total)
            throw ModelFailure.Cut();
        return read > 0;
    }

    /// <summary>Nothing becomes visible that is not what was asked for, and a model. Returns its size.</summary>
    private long Publish(DownloadWish wish, string received)
    {
        var (part, file) = (folder.PartOf(wish.ModelId), folder.FileOf(wish.ModelId));
        try
        {
            if (received != wish.Sha256)
                throw FileErrors.ChecksumMismatch(received);
            GgufChecks.CheckModel(GgufFile.Read(part));
        }
        catch (DomainError)
        {
            folder.DeletePart(wish.ModelId);
            throw;
        }
        File.Move(part, file, overwrite: false);
        folder.DeletePart(wish.ModelId);
        return new FileInfo(file).Length;
    }

    private void Take()
    {
        if (Interlocked.Exchange(ref _running, 1) == 1)
            throw FileErrors.Busy();
    }

    private void Release() => Volatile.Write(ref _running, 0);

    private static async Task<T> Guarded<T>(Func<ValueTask<T>> step)
    {
        try
        {
            return await step();
        }
        catch (ModelFailure failure)
        {
            throw FileErrors.Failed(failure);
        }
        catch (IOException error) when ((error.HResult & 0xFFFF) == DiskFull)
        {
            throw FileErrors.DiskFull(0, 0);
        }
    }
}
