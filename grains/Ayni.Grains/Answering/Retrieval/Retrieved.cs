using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>What a scan found.</summary>
/// <param name="Candidates">Score descending, then product id.</param>
/// <param name="Losses">Products that each rule took before anything was scored.</param>
/// <param name="HasMore">Whether there were more than asked for.</param>
internal sealed record Retrieved(
    IReadOnlyList<Candidate> Candidates, IReadOnlyList<RuleLoss> Losses, bool HasMore);
