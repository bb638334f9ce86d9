using System.Buffers;
using System.Text;
using GroupChat.Agents.Llama.Native;

namespace GroupChat.Agents.Llama;

/// <summary>
/// Text to tokens and back. Safe for concurrent use. What each token spells is read once: the library ends the process over a
/// token that it does not have, and asking it costs more than looking it up.
/// </summary>
internal sealed unsafe class LlamaVocabulary
{
    private readonly ModelHandle _model;
    private readonly nint _vocabulary;
    private readonly byte[] _bytes;
    private readonly int[] _ends;
    private readonly bool[] _isEnd;
    private readonly bool[] _isControl;

    public LlamaVocabulary(ModelHandle model)
    {
        _model = model;
        _vocabulary = LlamaApi.Vocabulary(model.Raw);
        Size = LlamaApi.VocabularySize(_vocabulary);
        (_ends, _isEnd, _isControl) = (new int[Size], new bool[Size], new bool[Size]);
        var bytes = new ArrayBufferWriter<byte>(Size * 8);
        for (var token = 0; token < Size; token++)
        {
            Read(token, bytes);
            _ends[token] = bytes.WrittenCount;
            _isEnd[token] = LlamaApi.IsEnd(_vocabulary, token);
            _isControl[token] = LlamaApi.IsControl(_vocabulary, token);
        }
        _bytes = bytes.WrittenSpan.ToArray();
        HasEnd = _isEnd.Contains(true);
    }

    public int Size { get; }

    /// <summary>Whether there is a token that ends an answer: a grammar needs one.</summary>
    public bool HasEnd { get; }

    public nint Raw => _vocabulary;

    /// <summary>True for the tokens by which the model ends its answer.</summary>
    public bool IsEnd(int token) => _isEnd[token];

    /// <summary>True for tokens that stand for no text, as the marks between messages.</summary>
    public bool IsControl(int token) => _isControl[token];

    public bool Contains(int token) => (uint)token < (uint)Size;

    /// <summary>What the token spells, in bytes of UTF-8, not always whole characters; empty for control tokens.</summary>
    public ReadOnlySpan<byte> Piece(int token)
    {
        var start = token == 0 ? 0 : _ends[token - 1];
        return _bytes.AsSpan(start, _ends[token] - start);
    }

    /// <param name="text">Any text.</param>
    /// <param name="addSpecial">Puts before it what the model wants at the start of a prompt.</param>
    /// <param name="parseSpecial">Reads special tokens that are spelled in it: only for text of our own.</param>
    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var tokens = new int[bytes.Length + 8];
        var count = Tokenize(bytes, tokens, addSpecial, parseSpecial);
        if (count < 0 && count > int.MinValue)
        {
            tokens = new int[-count];
            count = Tokenize(bytes, tokens, addSpecial, parseSpecial);
        }
        return count >= 0 ? tokens[..count] : throw new InvalidOperationException("The vocabulary cannot take the text apart.");
    }

    private int Tokenize(byte[] bytes, int[] tokens, bool addSpecial, bool parseSpecial)
    {
        fixed (byte* text = bytes)
        fixed (int* target = tokens)
        {
            byte none;
            var count = LlamaApi.Tokenize(_vocabulary, text is null ? &none : text, bytes.Length, target, tokens.Length, addSpecial, parseSpecial);
            GC.KeepAlive(_model);
            return count;
        }
    }

    private void Read(int token, ArrayBufferWriter<byte> target)
    {
        var space = target.GetSpan(64);
        int length;
        fixed (byte* buffer = space)
            length = LlamaApi.Piece(_vocabulary, token, buffer, space.Length, 0, special: false);
        if (length < 0)
        {
            space = target.GetSpan(-length);
            fixed (byte* buffer = space)
                length = LlamaApi.Piece(_vocabulary, token, buffer, space.Length, 0, special: false);
        }
        target.Advance(Math.Max(length, 0));
    }
}
