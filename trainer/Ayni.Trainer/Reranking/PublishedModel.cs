using Ayni.GrainInterfaces.Models;
using Ayni.Grains.Models;

namespace Ayni.Trainer.Reranking;

/// <summary>The version that answers.</summary>
/// <param name="Record">As the registry has it.</param>
/// <param name="Artifact">The model.</param>
internal sealed record PublishedModel(ModelVersion Record, ModelArtifact Artifact);
