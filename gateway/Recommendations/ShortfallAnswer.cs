using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Recommendations;

/// <summary>Why the sources alone did not give as many products as were asked for.</summary>
/// <param name="Rules">Which rule took how many products.</param>
/// <param name="Fallbacks">Which fallback gave how many.</param>
public sealed record ShortfallAnswer(IReadOnlyList<RuleLoss> Rules, IReadOnlyList<FallbackUse> Fallbacks);
