using Ayni.Domain.Scenarios;
using Ayni.Domain.Training;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>Which lists are judged, and of what model.</summary>
/// <param name="Scenarios">Names, each once; others are compared with the first.</param>
/// <param name="Objectives">What each scenario's lists are to bring; others are compared with the first.</param>
/// <param name="Training">Options of the run that makes the model.</param>
internal sealed record ScenarioChoice(
    IReadOnlyList<string> Scenarios, IReadOnlyList<Objective> Objectives, TrainingOptions Training);
