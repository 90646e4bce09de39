using Ayni.Domain.Users;
using Ayni.Filters.Text;

namespace Ayni.Filters.Expressions;

/// <summary>`user.segment`, `user.country`, `user.language`.</summary>
internal sealed class UserNode : Node
{
    private readonly Func<UserProfile, string?> _field;

    private UserNode(Func<UserProfile, string?> field)
    {
        _field = field;
        Require(Needs.User);
    }

    /// <summary>The fields of a shopper, by name.</summary>
    public static IReadOnlyDictionary<string, Node> Fields { get; } = new Dictionary<string, Node>
    {
        ["segment"] = new UserNode(user => user.Segment),
        ["country"] = new UserNode(user => user.Country),
        ["language"] = new UserNode(user => user.Language),
    };

    public override Kind Kind => Kind.Text;

    public override string? Text(Scope scope) =>
        scope.Given.User is { } user ? FoldedText.Of(_field(user), TextForm.Folded) : null;

    public override Node With(IReadOnlyList<Node> children) => this;
}
