using GroupChat.Agents.Explanations;
using GroupChat.Agents.Grounding;
using GroupChat.Agents.Grounding.Retrieval;
using GroupChat.Agents.Grounding.Transcripts;
using GroupChat.Agents.Neighbours;
using GroupChat.Agents.Storage;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Agents;

/// <summary>What answers are made from, and what can be said about it afterwards.</summary>
internal static class GroundingModule
{
    public static IServiceCollection AddGrounding(this IServiceCollection services) => services
        .AddSettings<GroundingOptions>("Grounding")
        .AddSingleton<IConversation, RoomConversation>()
        .AddSingleton<IPassageReader, DocumentPassages>()
        .AddSingleton<SqlTranscriptStore>()
        .AddSingleton<ConversationSummary>()
        .AddSingleton<ContextFitter>()
        .AddSingleton<TranscriptKeeper>()
        .AddSingleton<RoomMemories>()
        .AddHostedService<MemorySweep>()
        .AddSingleton<QueryRewriter>()
        .AddSingleton<SqlExplanationStore>()
        .AddSingleton<GroundingDesk>()
        .AddSingleton<SqlRatingStore>()
        .AddSingleton<IAnswers, RoomAnswers>()
        .AddSingleton<AnswerDesk>();
}
