using System.Text;
using GroupChat.Agents.Llama;

namespace GroupChat.Agents.Tests.Llama;

/// <summary>The library's own loop: the prompt in one step, then one token after the other, always the likeliest.</summary>
internal static class PlainLoop
{
    public static string Run(LlamaModel model, int[] prompt, int count)
    {
        using var context = new LlamaContext(model, new ContextSize(2048, 1, 1024, 1));
        using var batch = new DecodeBatch(1024, 1);
        using var sampler = new SamplerChain(model, LlamaSampling.Greedy, null, 0);
        for (var at = 0; at < prompt.Length; at++)
            batch.Add(prompt[at], at, 0, output: at == prompt.Length - 1);
        List<byte> text = [];
        for (var made = 0; made < count; made++)
        {
            Assert.True(context.Decode(batch));
            var token = context.Sample(sampler, batch.Count - 1);
            text.AddRange(model.Vocabulary.Piece(token));
            batch.Clear();
            batch.Add(token, prompt.Length + made, 0, output: true);
        }
        return Encoding.UTF8.GetString([.. text]);
    }
}
