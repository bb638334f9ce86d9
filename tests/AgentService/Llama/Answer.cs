using GroupChat.Agents.Llama;
using GroupChat.TestSupport;

namespace GroupChat.Agents.Tests.Llama;

/// <summary>Everything that a request told.</summary>
internal sealed record Answer(IReadOnlyList<LlamaStep> Steps)
{
    public string Text => string.Concat(Steps.OfType<LlamaText>().Select(static step => step.Text));

    public LlamaEnd? End => Steps.OfType<LlamaEnd>().SingleOrDefault();

    public static Task<Answer> OfAsync(ILlamaEngine engine, LlamaRequest request) => ReadAsync(engine, request).Within();

    private static async Task<Answer> ReadAsync(ILlamaEngine engine, LlamaRequest request)
    {
        List<LlamaStep> steps = [];
        await foreach (var step in engine.StartAsync(request, CancellationToken.None))
            steps.Add(step);
        return new Answer(steps);
    }
}
