using System.Collections.Immutable;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Users;

namespace Ayni.GrainInterfaces.Answering;

/// <summary>Answers for nobody in particular; on the silo that is asked, under the key 0.</summary>
[Alias("ayni.answer")]
public interface IAnswerGrain : IGrainWithIntegerKey
{
    /// <summary>Products for a page, a cart, or a visitor nobody knows. Same state, same answer.</summary>
    /// <exception cref="AyniException">
    /// <c>invalid</c>: a field is out of range, or an expression wrong. <c>not_found</c>: no such scenario, or nobody
    /// knows the product on the page.
    /// </exception>
    [Alias("answer")]
    Task<RecommendationAnswer> Answer(RecommendationRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Attributes of the shop's own that products have now, by name; of a name of several kinds, that of most products
    /// first.
    /// </summary>
    [Alias("attributes")]
    Task<ImmutableArray<AttributeSummary>> Attributes(CancellationToken cancellationToken = default);
}
