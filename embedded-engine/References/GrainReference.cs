using Ayni.EmbeddedEngine.Activations;
using Ayni.EmbeddedEngine.Messaging;
using Ayni.EmbeddedEngine.References;

namespace Orleans.Runtime;

/// <summary>A reference to a grain. The class of each grain interface is made at run time.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly ReferenceSource _source;

    internal GrainReference(ReferenceSource source) => _source = source;

    public GrainId GrainId => _source.GrainId;

    /// <summary>Calls go out from the silo the calling grain is on, wherever the reference was made.</summary>
    private CallEndpoint Endpoint =>
        RuntimeContext.Current is Activation caller ? caller.Silo.Endpoint : _source.Endpoint;

    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}";

    internal TGrainInterface CastTo<TGrainInterface>() => this is TGrainInterface already
        ? already
        : (TGrainInterface)(object)GrainReferences.Make(typeof(TGrainInterface), GrainId, _source.Endpoint);

    internal Task Call(int method, object?[] arguments) => CallResult<bool>(method, arguments);

    internal Task<TResult> CallResult<TResult>(int method, object?[] arguments)
    {
        var called = _source.Interface.Methods[method];
        if (!called.OneWay)
            return Endpoint.SendAsync<TResult>(this, called, arguments);
        Endpoint.SendOneWay(this, called, arguments);
        return Task.FromResult<TResult>(default!);
    }

    internal ValueTask CallValue(int method, object?[] arguments) => new(CallResult<bool>(method, arguments));

    internal ValueTask<TResult> CallValueResult<TResult>(int method, object?[] arguments) =>
        new(CallResult<TResult>(method, arguments));

    internal void CallVoid(int method, object?[] arguments) =>
        Endpoint.SendOneWay(this, _source.Interface.Methods[method], arguments);

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) =>
        !(reference1 == reference2);
}
