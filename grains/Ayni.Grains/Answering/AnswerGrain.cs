using System.Collections.Immutable;
using Ayni.GrainInterfaces.Answering;
using Ayni.GrainInterfaces.Users;
using Orleans.Concurrency;

namespace Ayni.Grains.Answering;

/// <inheritdoc cref="IAnswerGrain"/>
[GrainType("answer"), StatelessWorker, Reentrant]
internal sealed class AnswerGrain(Recommender recommender) : Grain, IAnswerGrain
{
    public async Task<RecommendationAnswer> Answer(
        RecommendationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var table = await recommender.GetTableAsync(cancellationToken);
        return await recommender.AnswerAsync(request, table, ShopperFacts.Nobody, cancellationToken);
    }

    public async Task<ImmutableArray<AttributeSummary>> Attributes(CancellationToken cancellationToken)
    {
        var table = await recommender.GetTableAsync(cancellationToken);
        return
        [
            .. table.Schema.Attributes.Select(
                attribute => new AttributeSummary(attribute.Name, attribute.Kind, attribute.Products)),
        ];
    }
}
