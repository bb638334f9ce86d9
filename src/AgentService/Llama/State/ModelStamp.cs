using System.Security.Cryptography;
using System.Text;
using GroupChat.Agents.Llama.Native;

namespace GroupChat.Agents.Llama.State;

/// <summary>
/// What decides how tokens are computed, besides the tokens: the files of the model and its adapters, the library and the context. Of a
/// large file its length, its time and both ends are looked at: a model is not read twice when it is loaded.
/// </summary>
internal static class ModelStamp
{
    private const int EndBytes = 1 << 20;

    public static byte[] Of(string model, IEnumerable<AdapterFile> adapters, ContextSize size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{AbiCheck.Version}{AbiCheck.Commit} {GgmlApi.CommitText} {size.Tokens}"));
        foreach (var (path, name) in adapters.Select(static adapter => (adapter.Path, adapter.Name)).Prepend((model, "")))
            Add(hash, path, name);
        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, string path, string name)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        hash.AppendData(BitConverter.GetBytes(name.Length));
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        hash.AppendData(BitConverter.GetBytes(file.Length));
        hash.AppendData(BitConverter.GetBytes(File.GetLastWriteTimeUtc(path).Ticks));
        var end = new byte[(int)Math.Min(EndBytes, file.Length)];
        file.ReadExactly(end);
        hash.AppendData(end);
        file.Seek(-end.Length, SeekOrigin.End);
        file.ReadExactly(end);
        hash.AppendData(end);
    }
}
