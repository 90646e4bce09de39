using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>Options of the models that know an order.</summary>
internal sealed record SequenceModels
{
    /// <summary>Options of the transitions.</summary>
    public required TransitionOptions Transitions { get; init; }

    /// <summary>How the models that know no order are told of one.</summary>
    public required RecencyWeightedOptions RecencyWeighted { get; init; }

    /// <summary>Models of the blend.</summary>
    public required IReadOnlyList<BlendMember> Blend { get; init; }

    /// <summary>A model that is not fitted yet.</summary>
    /// <param name="name">One of <see cref="ModelNames.OfSequences"/>.</param>
    /// <param name="unordered">Makes a model that knows no order.</param>
    public ISequenceRecommender Create(string name, Func<string, IRecommender> unordered) => name switch
    {
        ModelNames.Transitions => new TransitionRecommender(Transitions),
        ModelNames.Blend => new BlendedSequenceRecommender(
            [.. Blend.Select(member => (Create(member.Model, unordered), member.Weight))]),
        ModelNames.SkipGram or ModelNames.PmiVectors => (ISequenceRecommender)unordered(name),
        _ => new RecencyWeightedRecommender(unordered(name), RecencyWeighted),
    };
}
