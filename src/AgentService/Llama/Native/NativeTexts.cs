using System.Runtime.InteropServices;
using System.Text;

namespace GroupChat.Agents.Llama.Native;

/// <summary>Texts lent to the library for one call, as UTF-8 ended by NUL; a NUL inside becomes U+FFFD, for it would cut the text.</summary>
internal sealed unsafe class NativeTexts : IDisposable
{
    private readonly List<nint> _texts = [];

    /// <summary>Bytes of all texts.</summary>
    public int Bytes { get; private set; }

    public byte* Add(string text)
    {
        var safe = text.Replace('\0', '\uFFFD');
        var length = Encoding.UTF8.GetByteCount(safe);
        var memory = (byte*)NativeMemory.Alloc((nuint)length + 1);
        _texts.Add((nint)memory);
        Encoding.UTF8.GetBytes(safe, new Span<byte>(memory, length));
        memory[length] = 0;
        Bytes += length;
        return memory;
    }

    public void Dispose()
    {
        foreach (var text in _texts)
            NativeMemory.Free((void*)text);
        _texts.Clear();
    }
}
