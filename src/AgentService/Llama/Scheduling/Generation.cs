using GroupChat.Agents.Llama.State;
using GroupChat.Agents.Llama.Text;

namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>
/// A request on its way. Apart from <see cref="Cancel"/> and the mailbox it belongs to the engine's thread once it was submitted.
/// </summary>
internal sealed class Generation(LlamaRequest request, int[] prompt, SamplerChain sampler, AdapterMix? mix = null) : IDisposable
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _cancelled;

    public LlamaRequest Request => request;

    public SamplerChain Sampler => sampler;

    /// <summary>Whose beginnings it may share.</summary>
    public PrefixKey Prefix { get; } = new(request.RoomKey, mix ?? AdapterMix.None);

    /// <summary>The prompt, and what was generated: all that is, or is to be, in the context.</summary>
    public List<int> Tokens { get; } = [.. prompt];

    public int PromptLength => prompt.Length;

    /// <summary>Tokens that it may come to hold.</summary>
    public int Needs => prompt.Length + request.MaxTokens;

    public Mailbox Mailbox { get; } = new();

    public TextAssembler Text { get; } = new(request.Stop);

    public UserLane? Lane { get; set; }

    /// <summary>Where it is in the context; null before it has been started, and after it had to make room altogether.</summary>
    public Sequence? Sequence
    {
        get;
        set
        {
            if (value is null)
                StopReading();
            field = value;
        }
    }

    /// <summary>Reads a part of the prompt from the disk: that part is waited for.</summary>
    public BlockReader? Reader { get; private set; }

    /// <summary>Another request of the room that is reading the same beginning: it is waited for, and then shared.</summary>
    public Generation? Follows { get; set; }

    public int FollowsTo { get; set; }

    /// <summary>Tokens yet to be computed: one while it generates.</summary>
    public int Pending => Tokens.Count - (Sequence?.Held ?? 0);

    public bool Started { get; set; }

    /// <summary>The place in the queue that it was told last.</summary>
    public int Place { get; set; } = -1;

    public int Computed { get; set; }

    public int Cached { get; set; }

    public int Generated { get; set; }

    /// <summary>Its reader has had the first words.</summary>
    public bool HasSpoken { get; set; }

    public LlamaUsage Usage => new(Computed, Cached, Generated);

    public bool IsCancelled => _cancelled;

    public void Cancel() => _cancelled = true;

    public void Read(BlockReader reader) => Reader = reader;

    /// <summary>What has not come is computed.</summary>
    public void StopReading()
    {
        Reader?.Dispose();
        Reader = null;
    }

    /// <summary>Completes when the engine has let go of it: from then on it takes nothing more.</summary>
    public Task Gone => _gone.Task;

    /// <summary>The engine lets go of it, once.</summary>
    public void Leave()
    {
        request.Spent?.Invoke(new LlamaCost(Usage, IsEstimate: false));
        _gone.TrySetResult();
        Dispose();
    }

    public void Dispose()
    {
        StopReading();
        sampler.Dispose();
    }
}
