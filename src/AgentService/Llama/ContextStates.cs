using GroupChat.Agents.Llama.Native;
using GroupChat.Agents.Llama.State;

namespace GroupChat.Agents.Llama;

/// <summary>
/// Takes what a context has computed out of it, block by block, and puts it back: by way of a sequence that is used for nothing else,
/// because the library knows whole sequences only. For the thread that owns the context.
/// </summary>
/// <param name="context">Where.</param>
/// <param name="scratch">A sequence that is always empty.</param>
internal sealed unsafe class ContextStates(LlamaContext context, int scratch)
{
    private readonly nint _memory = LlamaApi.Memory(context.Raw);

    /// <summary>A file with these positions of the sequence, to be sealed; null when the library's form is not the known one.</summary>
    public byte[]? Save(int sequence, int first, int count)
    {
        LlamaApi.CopySequence(_memory, sequence, scratch, first, first + count);
        try
        {
            var size = (int)LlamaApi.StateSize(context.Raw, scratch);
            var content = GC.AllocateUninitializedArray<byte>(size + BlockFile.Frame);
            var state = content.AsSpan()[BlockFile.Block(content.Length)];
            fixed (byte* bytes = state)
            {
                if ((int)LlamaApi.ReadState(context.Raw, bytes, (nuint)size, scratch) != size)
                    return null;
            }
            return StateLayout.Fits(state, first, count) ? content : null;
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>Lets the sequence go on with what was saved of these positions. False, and nothing has changed, when it is not that.</summary>
    /// <param name="sequence">It ends where the positions begin.</param>
    /// <param name="content">A file whose seal was looked at.</param>
    /// <param name="first">Of the positions.</param>
    /// <param name="count">Of them.</param>
    public bool Restore(int sequence, ReadOnlySpan<byte> content, int first, int count)
    {
        var state = content[BlockFile.Block(content.Length)];
        if (context.Length(sequence) != first || !StateLayout.Fits(state, first, count))
            return false;
        try
        {
            fixed (byte* bytes = state)
            {
                if ((int)LlamaApi.WriteState(context.Raw, bytes, (nuint)state.Length, scratch) != state.Length || context.Length(scratch) != first + count)
                    return false;
            }
            LlamaApi.CopySequence(_memory, scratch, sequence, first, first + count);
            return true;
        }
        finally
        {
            Clear();
        }
    }

    private void Clear() => LlamaApi.RemoveSequence(_memory, scratch, -1, -1);
}
