using System.Security.Cryptography;
using GroupChat.Agents.Llama.State;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Agents.Models.Files;

/// <summary>
/// Where local models keep what they have computed of prompts: the folder llm-state/ of the data folder, and beside it the secret that
/// names and seals its files. Nothing is kept unless the settings say so; what was kept before goes then.
/// </summary>
internal sealed class StateStore(DataFolder data, LlmOptions options)
{
    private const int SecretBytes = 32;

    private readonly Lock _gate = new();
    private readonly string _folder = data.File("llm-state");
    private StateSettings? _settings;

    /// <summary>Null when nothing is to be kept.</summary>
    public StateSettings? Settings
    {
        get
        {
            if (options.StateBytes == 0)
                return null;
            lock (_gate)
                return _settings ??= new(_folder, options.StateBytes, Secret());
        }
    }

    /// <summary>Deletes what nobody has asked for since then; everything, when nothing is to be kept any more.</summary>
    public void Sweep(DateTimeOffset now)
    {
        if (!Directory.Exists(_folder))
            return;
        var oldest = options.StateBytes == 0 ? DateTime.MaxValue : now.UtcDateTime.AddHours(-options.StateHours);
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < oldest))
            file.Delete();
    }

    // A new one makes everything that was kept worthless, and is else of no consequence.
    private byte[] Secret()
    {
        var path = data.File("llm-state.key");
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: SecretBytes } known)
            return known;
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        File.Delete(path);
        using var file = OwnerOnly.Create(path, FileMode.CreateNew);
        file.Write(secret);
        return secret;
    }
}
