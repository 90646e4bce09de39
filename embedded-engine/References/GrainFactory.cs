using Ayni.EmbeddedEngine.Classes;
using Ayni.EmbeddedEngine.Messaging;

namespace Ayni.EmbeddedEngine.References;

/// <summary>References for code of one silo, or of one client.</summary>
internal sealed class GrainFactory(CallEndpoint endpoint, IServiceProvider services) : IClusterClient
{
    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        Get<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Get<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return Get<TGrainInterface>(IdSpan.Create(primaryKey), grainClassNamePrefix);
    }

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) =>
        Get(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) =>
        Get(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        Get(grainInterfaceType, IdSpan.Create(grainPrimaryKey));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)GrainReferences.Make(typeof(TGrainInterface), grainId, endpoint);

    private TGrainInterface Get<TGrainInterface>(IdSpan key, string? prefix) =>
        (TGrainInterface)(object)Make(typeof(TGrainInterface), key, prefix);

    private IGrain Get(Type interfaceType, IdSpan key) => (IGrain)(object)Make(interfaceType, key, null);

    private GrainReference Make(Type interfaceType, IdSpan key, string? prefix)
    {
        var type = GrainClassMap.Default.Resolve(interfaceType, prefix).GrainType;
        return GrainReferences.Make(interfaceType, GrainId.Create(type, key), endpoint);
    }
}
