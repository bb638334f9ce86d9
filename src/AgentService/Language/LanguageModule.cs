using GroupChat.Agents.Language.Structured;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Agents.Language;

/// <summary>LanguageService in the host of the agents. Needs their models.</summary>
internal static class LanguageModule
{
    public static IServiceCollection AddLanguage(this IServiceCollection services) => services
        .AddSettings<LanguageOptions>("Language")
        .AddSingleton<LanguageModels>()
        .AddSingleton<StructuredModel>()
        .AddSingleton<LanguageTasks>()
        .AddSingleton<TaskBilling>()
        .AddSingleton<LanguageRpc>();
}
