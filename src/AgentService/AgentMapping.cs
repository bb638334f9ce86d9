using GroupChat.Agents.Catalog;
using GroupChat.Contracts.Agent.V1;
using Model = GroupChat.Agents.Models.Model;

namespace GroupChat.Agents;

/// <summary>Models as messages of the contract.</summary>
internal static class AgentMapping
{
    public static ListModelsResponse ToContract(this CatalogPage<Model> page) => new()
    {
        Models = { page.Items.Select(static model => model.ToContract()) },
        NextPageToken = page.NextToken,
    };

    public static Contracts.Agent.V1.Model ToContract(this Model model) => new()
    {
        ModelId = model.ModelId,
        DisplayName = model.DisplayName,
        Provider = model.Provider,
        Description = model.Description,
        Generative = model.Generative,
        State = model.Health.State.ToContract(),
        UnavailableReason = model.Health.Reason,
        Embeds = model.Embedder is not null,
        Adapters = { model.Adapters },
    };

    private static Contracts.Agent.V1.ModelState ToContract(this Models.ModelState state) => state switch
    {
        Models.ModelState.Loading => Contracts.Agent.V1.ModelState.Loading,
        Models.ModelState.Unloaded => Contracts.Agent.V1.ModelState.Unloaded,
        Models.ModelState.Unavailable => Contracts.Agent.V1.ModelState.Unavailable,
        _ => Contracts.Agent.V1.ModelState.Ready,
    };
}
