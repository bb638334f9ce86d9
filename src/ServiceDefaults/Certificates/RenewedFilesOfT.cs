using System.Security.Cryptography;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Certificates;

/// <summary>
/// What some files hold now. They are looked at again when somebody asks, every ten seconds at most, so that a renewed certificate is
/// used without a restart; one that cannot be read is reported, and what was there before goes on.
/// </summary>
/// <param name="paths">Of the files; an empty one is a file that is not there.</param>
/// <param name="make">What they hold, from their contents in the same order.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of changes.</param>
internal sealed class RenewedFiles<T>(IReadOnlyList<string> paths, Func<IReadOnlyList<byte[]>, T> make, TimeProvider time, ILogger logger)
    where T : class
{
    private readonly Lock _gate = new();
    private IReadOnlyList<byte[]> _contents = [];
    private T? _value;
    private long _looked;

    public T Current
    {
        get
        {
            lock (_gate)
            {
                if (time.GetElapsedTime(_looked) >= RenewedFiles.LookEvery)
                    Look();
                return _value!;
            }
        }
    }

    /// <summary>Reads them for the first time.</summary>
    /// <param name="setting">The setting that names the first file.</param>
    /// <exception cref="StartupError">They are not there, or cannot be used.</exception>
    public void Open(string setting)
    {
        try
        {
            Use(Read());
        }
        catch (Exception error) when (IsUnusable(error))
        {
            throw new StartupError(setting, $"{paths[0]} cannot be used: {error.Message}", error);
        }
    }

    private void Look()
    {
        try
        {
            _looked = time.GetTimestamp();
            var contents = Read();
            if (contents.Zip(_contents).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)))
                return;
            Use(contents);
            RenewedFiles.LogRenewed(logger, paths[0]);
        }
        catch (Exception error) when (IsUnusable(error))
        {
            RenewedFiles.LogUnusable(logger, paths[0], error.Message);
        }
    }

    private List<byte[]> Read() => [.. paths.Select(path => path.Length > 0 ? File.ReadAllBytes(path) : [])];

    private void Use(List<byte[]> contents)
    {
        _value = make(contents);
        (_contents, _looked) = (contents, time.GetTimestamp());
    }

    private static bool IsUnusable(Exception error) =>
        error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;
}
