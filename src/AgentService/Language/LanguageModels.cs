using GroupChat.Agents.Models;

namespace GroupChat.Agents.Language;

/// <summary>Which model does a task: the one that is named, the configured one, the first that generates, or rules.</summary>
internal sealed class LanguageModels(ModelCatalog models, LanguageOptions options)
{
    /// <summary>Names no model, but what needs none.</summary>
    public const string Rules = "rules";

    /// <summary>For a task that rules cannot do.</summary>
    public Model Generative(string modelId, string task) => GenerativeOrRules(modelId, task) ?? throw LanguageErrors.ModelRequired(task);

    /// <summary>Null for rules.</summary>
    public Model? GenerativeOrRules(string modelId, string task)
    {
        var wanted = modelId.Length > 0 ? modelId : options.Model;
        if (wanted == Rules)
            return null;
        if (wanted.Length == 0)
            return models.All.FirstOrDefault(static model => model.Generative);
        var model = models.Find(wanted) ?? throw LanguageErrors.ModelNotFound(wanted);
        return model.Generative ? model : throw LanguageErrors.ModelRequired(task);
    }
}
