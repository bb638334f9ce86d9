using System.Globalization;
using GroupChat.Agents.Llama.Native;
using GroupChat.Agents.Models;

namespace GroupChat.Agents.Llama;

/// <summary>Adapters of one model. Their memory is the model's.</summary>
internal sealed class AdapterSet
{
    private readonly IReadOnlyList<AdapterFile> _files;
    private readonly nint[] _adapters;

    private AdapterSet(IReadOnlyList<AdapterFile> files, nint[] adapters)
    {
        (_files, _adapters) = (files, adapters);
        Usual = Mix(static file => file.OnRequest ? 0 : file.Scale);
    }

    public static AdapterSet None { get; } = new([], []);

    /// <summary>What answers are computed with that choose nothing.</summary>
    public AdapterMix Usual { get; }

    /// <summary>While loads take turns. The files have been checked.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">MODEL_NOT_LOADED, with the library's reason.</exception>
    public static AdapterSet Load(ModelHandle model, IReadOnlyList<AdapterFile> files)
    {
        var adapters = new nint[files.Count];
        for (var i = 0; i < adapters.Length; i++)
        {
            adapters[i] = LlamaApi.LoadAdapter(model.Raw, files[i].Path);
            if (adapters[i] == 0)
                throw LlamaErrors.LoadFailed($"its adapter {files[i].Name} was refused: {NativeLog.TakeErrors()}");
        }
        return new(files, adapters);
    }

    /// <summary>What a request chose; null: the usual.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">INVALID_REQUEST: the model has no such adapter.</exception>
    public AdapterMix Choose(IReadOnlyList<AdapterUse>? uses)
    {
        if (uses is null)
            return Usual;
        RequestCheck.Check(uses, name => _files.Any(file => file.Name == name));
        return Mix(file => uses.FirstOrDefault(use => use.Name == file.Name) is { } use ? (float)(use.Scale ?? file.Scale) : 0);
    }

    private AdapterMix Mix(Func<AdapterFile, float> scaleOf)
    {
        var used = _files.Select((file, index) => (file.Name, Scale: scaleOf(file), Adapter: _adapters[index])).Where(static one => one.Scale != 0).ToList();
        return new(
            string.Join(';', used.Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.Name}={one.Scale:R}"))),
            [.. used.Select(static one => one.Adapter)],
            [.. used.Select(static one => one.Scale)]);
    }
}
