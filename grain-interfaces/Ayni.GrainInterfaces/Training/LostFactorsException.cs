using Ayni.Domain.Errors;

namespace Ayni.GrainInterfaces.Training;

/// <summary>
/// Factors that were held in memory alone went with their silo: the run goes back to its last checkpoint.
/// </summary>
[GenerateSerializer, Alias("ayni.lost-factors-exception")]
public sealed class LostFactorsException(string message) : AyniException(ErrorCodes.NotFound, message);
